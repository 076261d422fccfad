package dev.eventpatterns.eventforwarding;

import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.trading.amqp.OrderTopology;

/**
 * One exchange, and a queue behind each of its two routing keys: whoever wants to see
 * what passes a hop binds a queue of its own to the hop's key.
 */
@Configuration(proxyBeanMethods = false)
public class EventForwardingTopology {

	/** Where intake and forwarder publish. */
	public static final String EXCHANGE = "event-forwarding";

	/** Routing key of what the intake accepted. */
	public static final String ORDERS_KEY = "orders";

	/** Routing key of what the forwarder passed on. */
	public static final String FORWARDED_KEY = "forwarded";

	@Bean
	Declarables eventForwarding(EventForwardingProperties properties) {
		DirectExchange exchange = new DirectExchange(EXCHANGE);
		Queue orders = OrderTopology.orderQueue(properties.queue().orders());
		Queue forwarded = OrderTopology.orderQueue(properties.queue().forwarded());
		return new Declarables(exchange, orders, BindingBuilder.bind(orders).to(exchange).with(ORDERS_KEY), forwarded,
				BindingBuilder.bind(forwarded).to(exchange).with(FORWARDED_KEY));
	}

	@Bean
	Declarables workflow() {
		return OrderTopology.workflow();
	}

}
