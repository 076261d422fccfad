package dev.eventpatterns.threaddelegate;

import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.trading.amqp.OrderTopology;

/**
 * One queue, and an exchange for what has been done with it. The queue has a single
 * active consumer: two instances would each hold a part of an account's events and not
 * know of each other, so the second waits until the first is gone.
 */
@Configuration(proxyBeanMethods = false)
public class ThreadDelegateTopology {

	/** Fanout exchange of the processed events. */
	public static final String PROCESSED_EXCHANGE = "thread-delegate.processed";

	@Bean
	Declarables threadDelegate(ThreadDelegateProperties properties) {
		Queue orders = OrderTopology.orderQueue(properties.queue().orders());
		orders.addArgument("x-single-active-consumer", true);
		return new Declarables(orders, new FanoutExchange(PROCESSED_EXCHANGE));
	}

	@Bean
	Declarables workflow() {
		return OrderTopology.workflow();
	}

}
