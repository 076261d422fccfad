package dev.eventpatterns.multibroker;

import java.io.IOException;

import com.rabbitmq.client.Channel;

import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Exchange;
import org.springframework.amqp.core.Queue;
import org.springframework.stereotype.Component;

import dev.eventpatterns.trading.amqp.OrderTopology;
import dev.eventpatterns.trading.service.ControlEvent;

/**
 * The same on every broker, and none knows of another: the queue of orders, the exchange
 * for what has been done, the one for decisions, and where failed events go. Declared by
 * whoever connects, for a broker may come back without anything.
 */
@Component
public final class MultiBrokerTopology {

	/** Fanout exchange of the processed events. */
	public static final String PROCESSED_EXCHANGE = "multi-broker.processed";

	private final MultiBrokerProperties properties;

	MultiBrokerTopology(MultiBrokerProperties properties) {
		this.properties = properties;
	}

	/**
	 * Declares what is missing.
	 * @param channel of any broker
	 * @throws IOException if the broker has something else under one of the names
	 */
	public void declareOn(Channel channel) throws IOException {
		declare(channel, OrderTopology.orderQueue(this.properties.queue().orders()));
		for (Declarable declarable : OrderTopology.workflow().getDeclarables()) {
			if (declarable instanceof Queue queue) {
				declare(channel, queue);
			}
			else if (declarable instanceof Exchange exchange) {
				channel.exchangeDeclare(exchange.getName(), exchange.getType(), exchange.isDurable());
			}
			else if (declarable instanceof Binding binding) {
				channel.queueBind(binding.getDestination(), binding.getExchange(), binding.getRoutingKey());
			}
		}
		channel.exchangeDeclare(PROCESSED_EXCHANGE, "fanout", true);
		channel.exchangeDeclare(ControlEvent.EXCHANGE, "topic", true);
	}

	private static void declare(Channel channel, Queue queue) throws IOException {
		channel.queueDeclare(queue.getName(), queue.isDurable(), queue.isExclusive(), queue.isAutoDelete(),
				queue.getArguments());
	}

}
