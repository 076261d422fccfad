package dev.eventpatterns.threaddelegate.producer;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.rabbitmq.client.ReturnListener;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/** Publishes orders in their order, all of a request on one channel. */
@Component
@Profile(Role.PRODUCER)
class OrderProducer {

	private final RabbitTemplate template;

	private final ThreadDelegateProperties properties;

	OrderProducer(RabbitTemplate template, ThreadDelegateProperties properties) {
		this.template = template;
		this.properties = properties;
	}

	/**
	 * Publishes, and waits until the broker has all.
	 * @param orders the orders
	 * @throws AmqpException if the broker did not confirm and route all of them in time
	 */
	synchronized void publish(List<TradeOrder> orders) {
		String problem = this.template.execute((channel) -> {
			Set<String> returned = ConcurrentHashMap.newKeySet();
			ReturnListener listener = channel.addReturnListener((message) -> returned.add(message.getReplyText()));
			try {
				for (TradeOrder order : orders) {
					channel.basicPublish("", this.properties.queue().orders(), true,
							TradeOrderMessages.properties(order, Instant.now(), true), TradeOrderMessages.body(order));
				}
				// A return comes before the confirm of its message.
				boolean confirmed = channel.waitForConfirms(this.properties.confirmTimeout().toMillis());
				return confirmed ? String.join(", ", returned) : "the broker refused some of them";
			}
			finally {
				channel.removeReturnListener(listener);
			}
		});
		if (problem != null && !problem.isEmpty()) {
			throw new AmqpException(problem);
		}
	}

}
