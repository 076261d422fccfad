package dev.eventpatterns.channelmonitor.room;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A channel over time, in columns of the same length, the oldest first. Null is what was
 * not measured.
 *
 * @param queue the channel's queue
 * @param atMillis when, in milliseconds since 1970
 * @param messagesReady messages that waited for a consumer
 * @param messagesUnacked messages delivered and not yet acknowledged
 * @param consumers how many consumers there were
 * @param publishRate messages a second that arrived
 * @param ackRate messages a second that were acknowledged
 * @param verdict how the channel was
 */
public record ChannelHistory(String queue, List<Long> atMillis, List<@Nullable Long> messagesReady,
		List<@Nullable Long> messagesUnacked, List<@Nullable Long> consumers, List<@Nullable Double> publishRate,
		List<@Nullable Double> ackRate, List<String> verdict) {
}
