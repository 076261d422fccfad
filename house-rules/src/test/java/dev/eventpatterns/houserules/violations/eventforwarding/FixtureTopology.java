package dev.eventpatterns.houserules.violations.eventforwarding;

import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;

/** Harmless: this is where queues are declared. */
public final class FixtureTopology {

	Queue queue() {
		return QueueBuilder.durable("orders").build();
	}

}
