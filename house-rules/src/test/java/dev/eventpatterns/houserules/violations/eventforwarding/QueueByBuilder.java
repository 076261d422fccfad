package dev.eventpatterns.houserules.violations.eventforwarding;

import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;

/** Breaks: only topologies declare. */
public final class QueueByBuilder {

	Queue queue() {
		return QueueBuilder.durable("stray").build();
	}

}
