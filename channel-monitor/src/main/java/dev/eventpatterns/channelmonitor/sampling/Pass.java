package dev.eventpatterns.channelmonitor.sampling;

import java.time.Duration;
import java.util.Set;

/**
 * One look at all channels.
 *
 * @param took how long it took
 * @param skipped how many passes before it were left out because the one before them took
 * too long
 * @param brokerAnswered whether the queues could be asked over AMQP
 * @param queues the channels that there were
 */
public record Pass(Duration took, int skipped, boolean brokerAnswered, Set<String> queues) {
}
