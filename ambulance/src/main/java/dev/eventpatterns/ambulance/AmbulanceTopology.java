package dev.eventpatterns.ambulance;

import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.trading.amqp.OrderTopology;

/**
 * A queue per lane, and an exchange for what has been done. Two queues rather than one
 * with priorities: each lane can be seen, bounded and purged by itself, and it works on
 * every broker.
 */
@Configuration(proxyBeanMethods = false)
public class AmbulanceTopology {

	/** Fanout exchange of the processed events. */
	public static final String PROCESSED_EXCHANGE = "ambulance.processed";

	@Bean
	Declarables ambulance(AmbulanceProperties properties) {
		return new Declarables(OrderTopology.orderQueue(properties.queue().of(Lane.PRIORITY)),
				OrderTopology.orderQueue(properties.queue().of(Lane.STANDARD)), new FanoutExchange(PROCESSED_EXCHANGE));
	}

	@Bean
	Declarables workflow() {
		return OrderTopology.workflow();
	}

}
