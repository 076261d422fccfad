package dev.eventpatterns.watchnotification;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When to try again what has failed. The pauses double from the shortest to the longest;
 * after so many failures in a row there is a probe now and then. Each pause is by chance
 * between half of that and one and a half times, so that not all who failed together come
 * again together.
 *
 * @param shortest the pause after the first failure
 * @param longest what pauses grow to
 * @param quarantineAfter how many failures in a row it takes to be quarantined
 * @param probe the pause in quarantine
 */
public record RetryPolicy(Duration shortest, Duration longest, int quarantineAfter, Duration probe) {

	private static final int MANY = 30;

	/**
	 * The pause after a failure.
	 * @param failures how many there were in a row, at least 1
	 * @param random gives numbers from 0 to 1
	 */
	public Duration pause(int failures, DoubleSupplier random) {
		double jitter = 0.5 + random.getAsDouble();
		return Duration.ofMillis(Math.max(1, Math.round(middle(failures) * jitter)));
	}

	private double middle(int failures) {
		if (isQuarantined(failures)) {
			return this.probe.toMillis();
		}
		double doubled = this.shortest.toMillis() * Math.pow(2, Math.min(failures - 1, MANY));
		return Math.min(doubled, this.longest.toMillis());
	}

	/** Whether so many failures in a row lead to quarantine. */
	public boolean isQuarantined(int failures) {
		return failures >= this.quarantineAfter;
	}

}
