package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PoliciesTest {

	@ParameterizedTest
	@CsvSource({ "0, 0, 10, 0", "1, 0, 10, 1", "10, 0, 10, 1", "6, 5, 10, 2", "0, 11, 10, 2", "5000, 0, 10, 500",
			"7, 0, 1, 7", "4000000000, 0, 1, 2147483647" })
	void takesAConsumerForEverySoManyMessages(long ready, long unacked, int each, int consumers) {
		assertThat(new DepthPolicy(each).need(seen(ready, unacked, null, null, 1)).consumers()).isEqualTo(consumers);
	}

	/** λ·S + ¾ √(λ·S) for what arrives, R·S / T for what waits. */
	@ParameterizedTest
	@CsvSource({ "0, 0, 50, 2000, 0", "0, 400, 50, 2000, 24", "10000, 0, 50, 2000, 250", "10000, 400, 50, 2000, 274",
			"100, 0, 1000, 5000, 20", "0, 20, 50, 2000, 2" })
	void takesAsManyAsServeWhatWaitsAndWhatArrivesInTime(long ready, double rate, long workMillis, long targetMillis,
			int consumers) {
		DrainTimePolicy policy = new DrainTimePolicy(Duration.ofMillis(targetMillis));

		Need need = policy.need(seen(ready, 0, rate, Duration.ofMillis(workMillis), 1));

		assertThat(need.consumers()).isEqualTo(consumers);
	}

	@Test
	void doesNotGuessHowLongAMessageTakes() {
		DrainTimePolicy policy = new DrainTimePolicy(Duration.ofSeconds(2));

		assertThat(policy.need(seen(1_000, 1, 5.0, null, 1)).known()).isFalse();
		assertThat(policy.need(seen(1_000, 1, null, Duration.ofMillis(5), 1)).known()).isFalse();
	}

	@Test
	void takesOneConsumerToMeasureWhereThereIsNone() {
		DrainTimePolicy policy = new DrainTimePolicy(Duration.ofSeconds(2));

		assertThat(policy.need(seen(1_000, 0, null, null, 0)).consumers()).isEqualTo(1);
		assertThat(policy.need(seen(0, 0, null, null, 0)).known()).isFalse();
	}

	@Test
	void averagesTheRateWhileArrivalsDifferByChance() {
		ArrivalRate rate = new ArrivalRate();
		assertThat(rate.perSecond()).isNull();

		for (int arrived : new int[] { 390, 420, 405, 385 }) {
			rate.add(arrived, 1);
		}

		assertThat(rate.perSecond()).isEqualTo(400);
	}

	@Test
	void forgetsTheOldRateAtOnceWhenItHasChanged() {
		ArrivalRate rate = new ArrivalRate();
		for (int i = 0; i < 10; i++) {
			rate.add(20, 1);
		}

		rate.add(200, 0.5);

		assertThat(rate.perSecond()).isEqualTo(400);
	}

	private static Observation seen(long ready, long unacked, @Nullable Double rate, @Nullable Duration serviceTime,
			int consumers) {
		return new Observation(Instant.EPOCH, Instant.EPOCH, ready, unacked, rate, serviceTime, consumers, 0);
	}

}
