package dev.eventpatterns.houserules.violations.eventforwarding;

import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.Queue;

/** Breaks: only topologies declare. */
public final class QueueByConstructor {

	Queue queue() {
		return new AnonymousQueue();
	}

}
