package dev.eventpatterns.channelmonitor;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the broker's statistics tell about a queue: as old as the last tick of the
 * statistics. Null is what they do not tell.
 *
 * @param ready messages that wait for a consumer
 * @param unacked messages delivered and not yet acknowledged
 * @param consumers how many consumers it has
 * @param published how many messages were ever published to it
 * @param served how many were ever acknowledged, or taken by somebody who need not
 * @param oldestSent when the oldest message that waits was sent, by its own timestamp
 */
public record QueueStatistics(@Nullable Long ready, @Nullable Long unacked, @Nullable Integer consumers,
		@Nullable Long published, @Nullable Long served, @Nullable Instant oldestSent) {

	/**
	 * The statistics of all queues that were asked for.
	 *
	 * @param queues the queues by name
	 * @param at when they were asked for
	 * @param nanos the same by {@link System#nanoTime()}
	 */
	public record Report(Map<String, QueueStatistics> queues, Instant at, long nanos) {
	}

}
