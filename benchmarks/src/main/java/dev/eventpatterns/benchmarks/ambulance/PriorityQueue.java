package dev.eventpatterns.benchmarks.ambulance;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.Channel;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrderParser;

/** A listener container on one classic queue that the broker sorts by priority. */
record PriorityQueue(String name, int prefetch) implements Contender {

	/** What a listener container has where nothing is said. */
	static final int DEFAULT_PREFETCH = 250;

	/** What urgent orders carry; others carry none. */
	static final int URGENT = 9;

	private static final String QUEUE = "benchmark.sorted";

	@Override
	public void declare(Channel channel) throws IOException {
		channel.queueDeclare(QUEUE, true, false, false, Map.of("x-max-priority", URGENT));
	}

	@Override
	public List<String> queues() {
		return List.of(QUEUE);
	}

	@Override
	public String queueFor(boolean urgent) {
		return QUEUE;
	}

	@Override
	public Running start(Broker broker, Workplace workplace) {
		CachingConnectionFactory connections = new CachingConnectionFactory(broker.connectionFactory());
		SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
		container.setQueueNames(QUEUE);
		container.setConcurrentConsumers(Workplace.THREADS);
		container.setPrefetchCount(this.prefetch);
		container.setMessageListener((message) -> workplace
			.work(TradeOrderParser.parse(message.getBody(), message.getMessageProperties().getContentType())));
		container.afterPropertiesSet();
		container.start();
		return () -> {
			container.destroy();
			connections.destroy();
		};
	}

}
