package dev.eventpatterns.workflowprocessor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;

import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.trading.amqp.OrderTopology;
import dev.eventpatterns.trading.service.ControlEvent;

/**
 * The queue of the events that nobody could process, and one that hears from all modules
 * what they have processed.
 */
@Configuration(proxyBeanMethods = false)
public class WorkflowProcessorTopology {

	/**
	 * An outcome that falls out leaves an event at "sent back", which is no harm; a queue
	 * that fills the disk while nobody reads it would be.
	 */
	private static final int MOST_OUTCOMES = 1_000_000;

	/** Out of reach: this is the end of the line, and has nowhere to dead-letter to. */
	private static final int DELIVERY_LIMIT = 1_000_000;

	@Bean
	Declarables workflowQueue(WorkflowProcessorProperties properties) {
		String name = properties.queue().events();
		if (name.equals(OrderTopology.WORKFLOW_QUEUE)) {
			return OrderTopology.workflow();
		}
		DirectExchange exchange = new DirectExchange(OrderTopology.WORKFLOW_EXCHANGE);
		Queue queue = QueueBuilder.durable(name).quorum().deliveryLimit(DELIVERY_LIMIT).build();
		return new Declarables(exchange, queue,
				BindingBuilder.bind(queue).to(exchange).with(OrderTopology.WORKFLOW_QUEUE));
	}

	@Bean
	Declarables outcomeQueue(WorkflowProcessorProperties properties) {
		Queue queue = QueueBuilder.durable(properties.queue().processed())
			.quorum()
			.maxLength((long) MOST_OUTCOMES)
			.deliveryLimit(DELIVERY_LIMIT)
			.build();
		List<Declarable> declarables = new ArrayList<>(List.of(queue, new TopicExchange(ControlEvent.EXCHANGE)));
		for (String name : properties.processedExchanges()) {
			FanoutExchange exchange = new FanoutExchange(name);
			declarables.add(exchange);
			declarables.add(BindingBuilder.bind(queue).to(exchange));
		}
		return new Declarables(declarables);
	}

	/**
	 * Whether an exchange is there. Publishing to one that is missing would close the
	 * channel, and leave open what became of the messages before.
	 * @param channel one of its own: it is closed when the answer is no
	 * @param exchange its name; the default exchange, "", is always there
	 * @throws IOException if the broker does not answer
	 */
	public static boolean exists(Channel channel, String exchange) throws IOException {
		if (exchange.isEmpty()) {
			return true;
		}
		try {
			channel.exchangeDeclarePassive(exchange);
			return true;
		}
		catch (IOException ex) {
			if (ex.getCause() instanceof ShutdownSignalException signal && !signal.isHardError()) {
				return false;
			}
			throw ex;
		}
	}

}
