package dev.eventpatterns.demo;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CleanupTest {

	private final List<String> closed = new ArrayList<>();

	private final Cleanup cleanup = new Cleanup();

	@Test
	void closesTheLastOpenedFirstAndEachOnce() {
		this.cleanup.add(() -> this.closed.add("broker"));
		this.cleanup.add(() -> this.closed.add("service"));

		this.cleanup.close();
		this.cleanup.close();

		assertThat(this.closed).containsExactly("service", "broker");
	}

	@Test
	void closesTheOthersWhenOneCannotBeClosed() {
		this.cleanup.add(() -> this.closed.add("broker"));
		this.cleanup.add(() -> {
			throw new IllegalStateException("stuck");
		});

		this.cleanup.close();

		assertThat(this.closed).containsExactly("broker");
	}

	@Test
	void closesAtOnceWhatComesTooLate() {
		this.cleanup.close();

		assertThatExceptionOfType(DemoFailure.class)
			.isThrownBy(() -> this.cleanup.add(() -> this.closed.add("late service")));

		assertThat(this.closed).containsExactly("late service");
	}

}
