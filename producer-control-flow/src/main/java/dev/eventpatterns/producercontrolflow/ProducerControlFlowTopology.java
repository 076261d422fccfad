package dev.eventpatterns.producercontrolflow;

import java.io.IOException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.trading.amqp.OrderTopology;
import dev.eventpatterns.trading.service.ControlEvent;

/**
 * One queue for orders, an exchange for signals to the producers, one for their
 * announcements, and the one where all controllers of the suite tell what they decide.
 */
@Configuration(proxyBeanMethods = false)
public class ProducerControlFlowTopology {

	/** Fanout exchange of the signals. */
	public static final String SIGNAL_EXCHANGE = "flow-control";

	/** Fanout exchange where producers announce themselves. */
	public static final String PRESENCE_EXCHANGE = "producer-control-flow.presence";

	/** Topic exchange of decisions, of this controller and of others. */
	public static final String CONTROL_EXCHANGE = ControlEvent.EXCHANGE;

	/** What a supervisor's decisions are found by on the control exchange. */
	public static final String SUPERVISOR_DECISIONS = "supervisor-consumer.#";

	/** The queue that only the deciding controller has. */
	public static final String LEADER_QUEUE = "producer-control-flow.leader.";

	@Bean
	Declarables producerControlFlow(ProducerControlFlowProperties properties) {
		return new Declarables(OrderTopology.orderQueue(properties.queue().orders()),
				new FanoutExchange(SIGNAL_EXCHANGE), new FanoutExchange(PRESENCE_EXCHANGE),
				new TopicExchange(CONTROL_EXCHANGE));
	}

	@Bean
	Declarables workflow() {
		return OrderTopology.workflow();
	}

	/**
	 * Makes a queue that only this connection has, and that is gone with it. Each
	 * listener has its own, so each hears everything: listeners on one queue would get
	 * every other message.
	 * @param connection who listens
	 * @param exchange to what
	 * @param routingKey a topic exchange's pattern; a fanout ignores it
	 * @return the queue's name
	 * @throws IOException if the broker refuses
	 */
	public static String listen(Connection connection, String exchange, String routingKey) throws IOException {
		Channel channel = connection.createChannel();
		if (channel == null) {
			throw new IOException("the broker grants no further channel");
		}
		String queue = channel.queueDeclare().getQueue();
		channel.queueBind(queue, exchange, routingKey);
		channel.abort();
		return queue;
	}

}
