package dev.eventpatterns.benchmarks.flow;

import java.time.Duration;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeTest {

	@Test
	void callsEvenSharesFairAndOneForAllUnfair() {
		assertThat(Outcome.fairness(new long[] { 70, 70, 70 })).isEqualTo(1);
		assertThat(Outcome.fairness(new long[] { 90, 0, 0 })).isCloseTo(1 / 3.0, Offset.offset(1e-9));
		assertThat(Outcome.fairness(new long[] { 1, 2, 3 })).isCloseTo(36 / 42.0, Offset.offset(1e-9));
		assertThat(Outcome.fairness(new long[3])).isEqualTo(1);
	}

	@Test
	void countsNoRoundThatLostOrders() {
		assertThat(outcome(0).round().problem()).isEmpty();
		assertThat(outcome(2).round().problem()).contains("lost 2 orders");
		assertThat(outcome(0).round().perSecond()).isEqualTo(200);
	}

	private static Outcome outcome(long lost) {
		return new Outcome(2_000, Duration.ofSeconds(10), 1, 0, 0, 0, lost);
	}

}
