package dev.eventpatterns.channelmonitor.room;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NewestFewTest {

	private final NewestFew<Integer> mailbox = new NewestFew<>(3);

	@Test
	void keepsTheOrderAndDropsTheOldest() throws Exception {
		for (int i = 1; i <= 5; i++) {
			this.mailbox.put(i);
		}

		assertThat(this.mailbox.take(Duration.ZERO)).containsExactly(3, 4, 5);
		assertThat(this.mailbox.take(Duration.ofMillis(20))).isEmpty();
	}

	@Test
	void endsAllWaitingWhenItIsClosed() throws Exception {
		Thread closing = new Thread(this.mailbox::close);
		closing.start();

		assertThat(this.mailbox.take(Duration.ofMinutes(5))).isEmpty();
		this.mailbox.put(1);
		assertThat(this.mailbox.isClosed()).isTrue();
		assertThat(this.mailbox.take(Duration.ofMinutes(5))).isEmpty();
	}

}
