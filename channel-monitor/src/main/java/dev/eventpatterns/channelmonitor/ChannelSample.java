package dev.eventpatterns.channelmonitor;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a channel looked like at a moment. A figure that could not be measured is null,
 * never 0.
 *
 * @param queue the channel's queue
 * @param messagesReady messages that wait for a consumer
 * @param messagesUnacked messages delivered and not yet acknowledged
 * @param consumers how many consumers the queue has
 * @param publishRate messages a second that arrive
 * @param ackRate messages a second that are acknowledged
 * @param drainSeconds how long the backlog takes at the present rates; null where it is
 * not known or would never be drained
 * @param verdict how the channel is
 * @param reason why, in words
 * @param sampledAt when it was measured
 * @param oldestSeconds the age of the oldest message that waits; null where the broker
 * does not tell
 */
public record ChannelSample(String queue, @Nullable Long messagesReady, @Nullable Long messagesUnacked,
		@Nullable Integer consumers, @Nullable Double publishRate, @Nullable Double ackRate,
		@Nullable Double drainSeconds, Verdict verdict, String reason, Instant sampledAt,
		@Nullable Double oldestSeconds) {

	private static final String GONE = "the queue is gone";

	/** A sample without the age of the oldest message. */
	public ChannelSample(String queue, @Nullable Long messagesReady, @Nullable Long messagesUnacked,
			@Nullable Integer consumers, @Nullable Double publishRate, @Nullable Double ackRate,
			@Nullable Double drainSeconds, Verdict verdict, String reason, Instant sampledAt) {
		this(queue, messagesReady, messagesUnacked, consumers, publishRate, ackRate, drainSeconds, verdict, reason,
				sampledAt, null);
	}

	/**
	 * Arrivals divided by service: above 1 the backlog grows.
	 * @return publish rate ÷ ack rate; null where one is not known or nothing is
	 * acknowledged
	 */
	public @Nullable Double ratio() {
		return (this.publishRate != null && this.ackRate != null && this.ackRate > 0) ? this.publishRate / this.ackRate
				: null;
	}

	/**
	 * Whether it says that the queue was deleted, and nothing more will be heard of it.
	 */
	public boolean gone() {
		return this.verdict == Verdict.UNKNOWN && GONE.equals(this.reason);
	}

	/** The last sample of a channel whose queue was deleted. */
	public static ChannelSample gone(String queue, Instant at) {
		return nothing(queue, GONE, at);
	}

	/** The same figures, which are too old to judge the channel by. */
	ChannelSample unknown(String why) {
		return new ChannelSample(this.queue, this.messagesReady, this.messagesUnacked, this.consumers, this.publishRate,
				this.ackRate, this.drainSeconds, Verdict.UNKNOWN, why, this.sampledAt, this.oldestSeconds);
	}

	/** A channel of which nothing is known. */
	public static ChannelSample nothing(String queue, String why, Instant at) {
		return new ChannelSample(queue, null, null, null, null, null, null, Verdict.UNKNOWN, why, at, null);
	}

}
