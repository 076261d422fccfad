package dev.eventpatterns.blueprint;

import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.eventpatterns.ambulance.AmbulanceTopology;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowTopology;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.threaddelegate.ThreadDelegateTopology;
import dev.eventpatterns.trading.amqp.OrderTopology;
import dev.eventpatterns.trading.service.ControlEvent;

/**
 * The queue of the dispatcher with its sidings, as {@link ThreadDelegateTopology}
 * declares it for all roles alike, and a queue for urgent orders. What either lane has
 * done goes to one exchange: the parts publish to their own, and these are bound to it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ThreadDelegateProperties.class)
@Import(ThreadDelegateTopology.class)
public class BlueprintTopology {

	/** Fanout exchange of the processed events. */
	public static final String PROCESSED_EXCHANGE = "blueprint.processed";

	@Bean
	Declarables blueprint(BlueprintProperties properties) {
		FanoutExchange processed = new FanoutExchange(PROCESSED_EXCHANGE);
		FanoutExchange ofDelegates = new FanoutExchange(ThreadDelegateTopology.PROCESSED_EXCHANGE);
		FanoutExchange ofLanes = new FanoutExchange(AmbulanceTopology.PROCESSED_EXCHANGE);
		return new Declarables(OrderTopology.orderQueue(properties.queue().urgent()), processed, ofDelegates, ofLanes,
				BindingBuilder.bind(processed).to(ofDelegates), BindingBuilder.bind(processed).to(ofLanes),
				new FanoutExchange(ProducerControlFlowTopology.SIGNAL_EXCHANGE),
				new FanoutExchange(ProducerControlFlowTopology.PRESENCE_EXCHANGE),
				new TopicExchange(ControlEvent.EXCHANGE));
	}

}
