package dev.eventpatterns.houserules.violations.eventforwarding;

import org.springframework.amqp.rabbit.annotation.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;

/** Breaks: only topologies declare. */
public final class QueueByAnnotation {

	@RabbitListener(queuesToDeclare = @Queue("stray"))
	void on(String order) {
	}

}
