package dev.eventpatterns.trading.service;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import com.rabbitmq.client.Channel;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.connection.RabbitUtils;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.ObjectProvider;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/**
 * Publishes orders and waits until the broker has all of them. {@code @Import} it.
 */
public final class OrderPublisher {

	private final RabbitTemplate template;

	private final ObjectProvider<AmqpAdmin> admin;

	private final MessageTraces traces;

	OrderPublisher(RabbitTemplate template, ObjectProvider<AmqpAdmin> admin, MessageTraces traces) {
		this.template = template;
		this.admin = admin;
		this.traces = traces;
	}

	/**
	 * Publishes to a queue, in order.
	 * @param orders the orders
	 * @param queue its name
	 * @param confirmTimeout how long the broker may take for all of them
	 * @throws AmqpException if it did not confirm and route all of them in time; some may
	 * be there
	 */
	public void publish(List<TradeOrder> orders, String queue, Duration confirmTimeout) {
		publish(orders, "", (order) -> queue, confirmTimeout);
	}

	/**
	 * Publishes to an exchange, in order.
	 * @param orders the orders
	 * @param exchange its name
	 * @param routingKey the routing key of an order
	 * @param confirmTimeout how long the broker may take for all of them
	 * @throws AmqpException if it did not confirm and route all of them in time; some may
	 * be there
	 */
	public void publish(List<TradeOrder> orders, String exchange, Function<TradeOrder, String> routingKey,
			Duration confirmTimeout) {
		this.template.execute((channel) -> publish(channel, orders, exchange, routingKey, confirmTimeout));
	}

	/** One wait for all confirms; what was returned has been heard of by then. */
	private int publish(Channel channel, List<TradeOrder> orders, String exchange,
			Function<TradeOrder, String> routingKey, Duration confirmTimeout)
			throws IOException, InterruptedException, TimeoutException {
		// Whoever took this channel from the cache would wait for our confirms as well.
		RabbitUtils.setPhysicalCloseRequired(channel, true);
		Queue<String> returned = new ConcurrentLinkedQueue<>();
		channel.addReturnListener((message) -> returned.add(message.getRoutingKey()));
		channel.confirmSelect();
		Map<String, String> trace = this.traces.current();
		for (TradeOrder order : orders) {
			channel.basicPublish(exchange, routingKey.apply(order), true,
					MessageTraces.with(TradeOrderMessages.properties(order, Instant.now(), true), trace),
					TradeOrderMessages.body(order));
		}
		boolean confirmed = channel.waitForConfirms(confirmTimeout.toMillis());
		if (!returned.isEmpty()) {
			this.admin.ifAvailable(AmqpAdmin::initialize);
			throw new AmqpException("no queue was there to take " + returned.size() + " of them (" + exchange + "/"
					+ returned.peek() + ")");
		}
		if (!confirmed) {
			throw new AmqpException("the broker refused them (is the queue full?)");
		}
		return orders.size();
	}

}
