package dev.eventpatterns.producercontrolflow;

import org.jspecify.annotations.Nullable;

/**
 * What the controller tells all producers of a channel.
 *
 * @param channel the queue that it is about
 * @param permittedPerSecond orders a second that a producer of weight 1 may send, from 0;
 * null: unthrottled
 * @param epoch grows from signal to signal, over restarts and changes of the controller
 * @param validForMillis how long it holds, counted from its receipt; from 0, which is
 * over at once
 * @param reason why, in words
 */
public record FlowSignal(String channel, @Nullable Double permittedPerSecond, long epoch, long validForMillis,
		String reason) {

	/** Above this a JSON number is no longer exact for every reader. */
	private static final long MAX_EPOCH = 1L << 53;

	/**
	 * Refuses what no producer could obey.
	 * @throws IllegalArgumentException if a rate is negative or no number, a validity is
	 * negative, or an epoch is not within 0 to 2<sup>53</sup>
	 */
	public FlowSignal {
		if (channel == null || channel.isBlank()) {
			throw new IllegalArgumentException("a flow signal names its channel");
		}
		if (permittedPerSecond != null && !(permittedPerSecond >= 0 && permittedPerSecond <= Pacer.MAX_PER_SECOND)) {
			throw new IllegalArgumentException("permittedPerSecond must be null or 0 to " + (long) Pacer.MAX_PER_SECOND
					+ ", was " + permittedPerSecond);
		}
		if (epoch < 0 || epoch > MAX_EPOCH) {
			throw new IllegalArgumentException("epoch must be 0 to 2^53, was " + epoch);
		}
		if (validForMillis < 0) {
			throw new IllegalArgumentException("validForMillis must not be negative, was " + validForMillis);
		}
		reason = (reason != null) ? reason : "";
	}

}
