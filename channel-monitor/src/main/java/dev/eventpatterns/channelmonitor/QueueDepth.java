package dev.eventpatterns.channelmonitor;

import java.time.Instant;

/**
 * What the queue itself answers when it is asked over AMQP: true at that moment.
 *
 * @param ready messages that wait for a consumer
 * @param consumers how many consumers it has
 * @param at when it answered
 */
public record QueueDepth(long ready, int consumers, Instant at) {
}
