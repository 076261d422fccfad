package dev.eventpatterns.supervisorconsumer;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A consumer for every so many messages in the channel, waiting or in hand. Simple, and
 * it needs no measuring but the depth; the price is that it cannot tell fast work from
 * slow work.
 */
public final class DepthPolicy implements ScalingPolicy {

	private final int messagesPerConsumer;

	/**
	 * Creates the policy.
	 * @param messagesPerConsumer how many messages each consumer may have before it, at
	 * least 1
	 */
	public DepthPolicy(int messagesPerConsumer) {
		this.messagesPerConsumer = messagesPerConsumer;
	}

	@Override
	public Need need(Observation observation) {
		long ready = zeroIfUnknown(observation.ready());
		long unacked = zeroIfUnknown(observation.unacked());
		return Need.of((double) (ready + unacked) / this.messagesPerConsumer, String.format(Locale.ROOT,
				"%d ready and %d in hand, %d for each consumer", ready, unacked, this.messagesPerConsumer));
	}

	private static long zeroIfUnknown(@Nullable Long count) {
		return (count != null) ? count : 0;
	}

}
