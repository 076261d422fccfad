package dev.eventpatterns.producercontrolflow;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlowStartTest {

	private static final long SECOND = 1_000_000_000;

	@Test
	void risesEvenlyToTheNormalRateAndStaysThere() {
		SlowStart start = new SlowStart(300, Duration.ofSeconds(3), 7 * SECOND);

		assertThat(start.perSecond(7 * SECOND)).isZero();
		assertThat(start.perSecond(8 * SECOND)).isEqualTo(100);
		assertThat(start.perSecond(9 * SECOND)).isEqualTo(200);
		assertThat(start.perSecond(10 * SECOND)).isEqualTo(300);
		assertThat(start.perSecond(1_000 * SECOND)).isEqualTo(300);
	}

	@Test
	void risesAgainWhenItBeginsAgain() {
		SlowStart start = new SlowStart(300, Duration.ofSeconds(3), 0);

		start.begin(20 * SECOND);

		assertThat(start.perSecond(21 * SECOND)).isEqualTo(100);
	}

	@Test
	void takesNoTimeWhereNoneIsGiven() {
		assertThat(new SlowStart(300, Duration.ZERO, 5).perSecond(5)).isEqualTo(300);
	}

}
