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
 */
public record ChannelSample(String queue, @Nullable Long messagesReady, @Nullable Long messagesUnacked,
		@Nullable Integer consumers, @Nullable Double publishRate, @Nullable Double ackRate,
		@Nullable Double drainSeconds, Verdict verdict, String reason, Instant sampledAt) {
}
