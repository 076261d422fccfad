package dev.eventpatterns.threaddelegate.producer;

import java.time.Instant;
import java.util.List;

import com.rabbitmq.client.AMQP;

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

	private volatile boolean returned;

	OrderProducer(RabbitTemplate template, ThreadDelegateProperties properties) {
		this.template = template;
		this.properties = properties;
		template.setReturnsCallback((message) -> this.returned = true);
	}

	/**
	 * Publishes, and waits until the broker has all.
	 * @param orders the orders
	 * @throws AmqpException if the broker did not confirm and route all of them in time
	 */
	synchronized void publish(List<TradeOrder> orders) {
		this.returned = false;
		Boolean confirmed = this.template.invoke((operations) -> {
			operations.execute((channel) -> {
				for (TradeOrder order : orders) {
					AMQP.BasicProperties properties = TradeOrderMessages.properties(order, Instant.now(), true);
					channel.basicPublish("", this.properties.queue().orders(), true, properties,
							TradeOrderMessages.body(order));
				}
				return orders.size();
			});
			return operations.waitForConfirms(this.properties.confirmTimeout().toMillis());
		});
		if (!Boolean.TRUE.equals(confirmed) || this.returned) {
			throw new AmqpException("the broker did not take over all orders");
		}
	}

}
