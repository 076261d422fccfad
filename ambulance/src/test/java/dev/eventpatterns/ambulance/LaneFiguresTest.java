package dev.eventpatterns.ambulance;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LaneFiguresTest {

	private final AtomicLong clock = new AtomicLong();

	private final LaneFigures figures = new LaneFigures(this.clock::get);

	@Test
	void tellsTheShareOfItsTimeThatAThreadWaited() {
		this.figures.idle("priority-1");
		this.clock.addAndGet(300);
		this.figures.busy("priority-1");
		this.clock.addAndGet(600);
		this.figures.idle("priority-1");
		this.clock.addAndGet(100);

		assertThat(this.figures.idleShare("priority-1")).isCloseTo(0.4, within(1e-9));
	}

	@Test
	void tellsMedianTailAndLongestWaitOfEachLane() {
		for (int i = 1; i <= 100; i++) {
			this.figures.taken(Lane.PRIORITY, Duration.ofMillis(i), Duration.ofMillis(10 * i));
		}
		this.figures.taken(Lane.STANDARD, Duration.ofMillis(7), null);

		assertThat(this.figures.waits(Lane.PRIORITY).p50()).isCloseTo(50, within(0.1));
		assertThat(this.figures.waits(Lane.PRIORITY).p99()).isCloseTo(99, within(0.1));
		assertThat(this.figures.waits(Lane.PRIORITY).max()).isCloseTo(100, within(0.1));
		assertThat(this.figures.waitsSinceSent(Lane.PRIORITY).max()).isCloseTo(1_000, within(1.0));
		assertThat(this.figures.waits(Lane.STANDARD).max()).isCloseTo(7, within(0.01));
		assertThat(this.figures.waitsSinceSent(Lane.STANDARD)).isEqualTo(new LaneFigures.Waits(null, null, null));
	}

	@Test
	void startsWaitsAndIdleTimesAnewAndCountsOnWhatWasServed() {
		this.figures.served(Lane.STANDARD);
		this.figures.taken(Lane.STANDARD, Duration.ofMillis(7), null);
		this.figures.idle("standard-1");
		this.clock.addAndGet(100);
		this.figures.busy("standard-1");

		this.figures.restart();
		this.clock.addAndGet(100);

		assertThat(this.figures.idleShare("standard-1")).isZero();
		assertThat(this.figures.waits(Lane.STANDARD).max()).isNull();
		assertThat(this.figures.servedBy(Lane.STANDARD)).isEqualTo(1);
	}

	@Test
	void takesAnOrderFromTheFutureForOneThatHasNotWaited() {
		this.figures.taken(Lane.PRIORITY, Duration.ZERO, Duration.ofSeconds(-3));

		assertThat(this.figures.waitsSinceSent(Lane.PRIORITY).max()).isZero();
	}

}
