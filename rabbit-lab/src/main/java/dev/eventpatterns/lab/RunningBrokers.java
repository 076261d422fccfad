package dev.eventpatterns.lab;

import java.util.List;

/**
 * What a {@link BrokerSource} has started.
 *
 * @param brokers at least one
 * @param description what was taken, for people
 * @param end ends them and leaves nothing behind
 */
record RunningBrokers(List<Broker> brokers, String description, Runnable end) {
}
