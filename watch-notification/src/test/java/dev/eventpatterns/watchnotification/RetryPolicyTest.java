package dev.eventpatterns.watchnotification;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTest {

	private final RetryPolicy policy = new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(1), 6,
			Duration.ofMinutes(1));

	@ParameterizedTest
	@CsvSource({ "1, 100", "2, 200", "4, 800", "5, 1000", "6, 60000", "2147483647, 60000" })
	void doublesPausesUpToTheLongestAndThenProbes(int failures, long millis) {
		assertThat(this.policy.pause(failures, () -> 0.5)).isEqualTo(Duration.ofMillis(millis));
	}

	@ParameterizedTest
	@CsvSource({ "0, 50", "0.25, 75", "1, 150" })
	void spreadsPausesByChance(double random, long millis) {
		assertThat(this.policy.pause(1, () -> random)).isEqualTo(Duration.ofMillis(millis));
	}

}
