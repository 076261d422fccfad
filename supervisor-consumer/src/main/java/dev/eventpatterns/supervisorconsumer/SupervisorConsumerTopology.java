package dev.eventpatterns.supervisorconsumer;

import java.io.IOException;

import com.rabbitmq.client.Channel;

import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.trading.amqp.OrderTopology;
import dev.eventpatterns.trading.service.ControlEvent;

/**
 * The two queues that are supervised, and the exchanges through which instances hear of
 * each other and others hear of them.
 */
@Configuration(proxyBeanMethods = false)
public class SupervisorConsumerTopology {

	/** Fanout exchange of the processed events. */
	public static final String PROCESSED_EXCHANGE = "supervisor-consumer.processed";

	/** Topic exchange of the decisions, which other patterns use too. */
	public static final String CONTROL_EXCHANGE = ControlEvent.EXCHANGE;

	/** Fanout exchange of what instances tell each other. */
	public static final String PEERS_EXCHANGE = "supervisor-consumer.peers";

	/** Who has this exclusive queue is the one that decides. */
	public static final String LOCK_QUEUE = "supervisor-consumer.leader";

	@Bean
	Declarables supervisorConsumer(SupervisorConsumerProperties properties) {
		return new Declarables(OrderTopology.orderQueue(properties.queue().orders()),
				OrderTopology.orderQueue(properties.queue().requests()), new FanoutExchange(PROCESSED_EXCHANGE),
				new TopicExchange(CONTROL_EXCHANGE), new FanoutExchange(PEERS_EXCHANGE));
	}

	@Bean
	Declarables workflow() {
		return OrderTopology.workflow();
	}

	/**
	 * Declares a queue in which an instance hears the others, for as long as its
	 * connection lasts.
	 * @return the queue's name
	 * @throws IOException if the broker refuses
	 */
	public static String declarePeerQueue(Channel channel) throws IOException {
		String queue = channel.queueDeclare("", false, true, true, null).getQueue();
		channel.queueBind(queue, PEERS_EXCHANGE, "");
		return queue;
	}

}
