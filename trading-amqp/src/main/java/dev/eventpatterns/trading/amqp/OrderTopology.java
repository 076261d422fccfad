package dev.eventpatterns.trading.amqp;

import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;

/**
 * The kinds of queue that hold orders, declared alike by every module: two declarations
 * of one queue that differ in an argument are refused by the broker.
 */
public final class OrderTopology {

	/** Where consumers hand over events that they cannot process. */
	public static final String WORKFLOW_EXCHANGE = "workflow";

	/** Queue and routing key of the events that were handed over. */
	public static final String WORKFLOW_QUEUE = "workflow.events";

	/**
	 * How often a message may be redelivered before it counts as one that kills its
	 * consumers. RabbitMQ 3.x has no limit unless told, 4.x drops after 20 unless told
	 * where to.
	 */
	static final int DELIVERY_LIMIT = 20;

	private OrderTopology() {
	}

	/**
	 * A queue for orders: replicated, bounded in redeliveries, and what exceeds them is
	 * dead-lettered to {@link #WORKFLOW_QUEUE} at least once, that is, removed here only
	 * after it was confirmed there.
	 * @param name the queue's name
	 * @return its declaration
	 */
	public static Queue orderQueue(String name) {
		return QueueBuilder.durable(name)
			.quorum()
			.deliveryLimit(DELIVERY_LIMIT)
			.deadLetterExchange(WORKFLOW_EXCHANGE)
			.deadLetterRoutingKey(WORKFLOW_QUEUE)
			.withArgument("x-dead-letter-strategy", "at-least-once")
			.withArgument("x-overflow", "reject-publish")
			.build();
	}

	/**
	 * The exchange and the queue for failed events. The queue is the end of the line: it
	 * has nowhere to dead-letter to, so its delivery limit is out of reach.
	 * @return their declarations
	 */
	public static Declarables workflow() {
		DirectExchange exchange = new DirectExchange(WORKFLOW_EXCHANGE);
		Queue queue = QueueBuilder.durable(WORKFLOW_QUEUE).quorum().deliveryLimit(1_000_000).build();
		return new Declarables(exchange, queue, BindingBuilder.bind(queue).to(exchange).with(WORKFLOW_QUEUE));
	}

}
