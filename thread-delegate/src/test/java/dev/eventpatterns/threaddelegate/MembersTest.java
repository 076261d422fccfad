package dev.eventpatterns.threaddelegate;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MembersTest {

	private final Members members = new Members(Duration.ofNanos(30));

	@Test
	void takesForDeadWhoWasNotHeardOfForTooLong() {
		this.members.heard("a", 100);
		this.members.heard("b", 110);

		assertThat(this.members.alive(130)).containsExactly("a", "b");
		assertThat(this.members.alive(131)).containsExactly("b");
	}

	@Test
	void forgetsWhoLeaves() {
		this.members.heard("a", 100);
		this.members.heard("b", 100);

		this.members.left("a");

		assertThat(this.members.alive(101)).containsExactly("b");
	}

	@Test
	void knowsAgainWhoComesBack() {
		this.members.heard("a", 100);
		assertThat(this.members.alive(200)).isEmpty();

		this.members.heard("a", 300);

		assertThat(this.members.alive(301)).containsExactly("a");
	}

}
