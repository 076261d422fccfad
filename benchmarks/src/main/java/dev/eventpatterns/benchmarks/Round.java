package dev.eventpatterns.benchmarks;

import java.time.Duration;
import java.util.Optional;

/**
 * One variant's run in one round.
 *
 * @param messages how many messages it had to bring to their destination
 * @param took from before the first arrived until the last had
 * @param problem what was wrong with the result, such as lost messages; its rate does not
 * count then
 */
public record Round(long messages, Duration took, Optional<String> problem) {

	/**
	 * The speed.
	 * @return messages per second
	 */
	public double perSecond() {
		return this.messages / (Math.max(1, this.took.toNanos()) / 1e9);
	}

}
