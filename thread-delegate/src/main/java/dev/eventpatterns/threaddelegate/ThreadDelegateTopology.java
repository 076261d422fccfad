package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.List;

import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.trading.amqp.OrderTopology;

/**
 * One queue with its sidings, and an exchange for what has been done with it. The queues
 * have a single active consumer: two instances would each hold a part of an account's
 * events and not know of each other, so what the first had comes back before the second
 * gets anything.
 */
@Configuration(proxyBeanMethods = false)
public class ThreadDelegateTopology {

	/** Fanout exchange of the processed events. */
	public static final String PROCESSED_EXCHANGE = "thread-delegate.processed";

	/** A label that is dropped takes what is in its siding with it: so many never are. */
	private static final int OUT_OF_REACH = 1_000_000;

	@Bean
	Declarables threadDelegate(ThreadDelegateProperties properties) {
		List<Declarable> declared = new ArrayList<>();
		declared.add(new FanoutExchange(PROCESSED_EXCHANGE));
		String orders = properties.queue().orders();
		declared.add(one(OrderTopology.orderQueue(orders)));
		for (int siding = 1; siding <= properties.sidings(); siding++) {
			declared.add(one(OrderTopology.orderQueue(siding(orders, siding))));
		}
		declared.add(one(QueueBuilder.durable(labels(orders)).quorum().deliveryLimit(OUT_OF_REACH).build()));
		return new Declarables(declared);
	}

	private static Queue one(Queue queue) {
		queue.addArgument("x-single-active-consumer", true);
		return queue;
	}

	/**
	 * The queue that an account's orders go to while there are too many of them.
	 * @param orders the queue that they come from
	 * @param number which siding, from 1
	 * @return its name
	 */
	public static String siding(String orders, int number) {
		return orders + ".siding." + number;
	}

	/**
	 * The queue that says whose orders are in the sidings.
	 * @param orders the queue that they come from
	 * @return its name
	 */
	public static String labels(String orders) {
		return orders + ".siding.labels";
	}

	/**
	 * The lock of whoever consumes from a queue and its sidings.
	 * @param orders the queue
	 * @return its name
	 */
	public static String lock(String orders) {
		return orders + ".lock";
	}

	@Bean
	Declarables workflow() {
		return OrderTopology.workflow();
	}

}
