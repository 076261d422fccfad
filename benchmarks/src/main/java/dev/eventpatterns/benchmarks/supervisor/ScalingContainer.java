package dev.eventpatterns.benchmarks.supervisor;

import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrderParser;

/**
 * The listener container of Spring AMQP that adds and removes consumers by itself, with
 * its own intervals. One order at a time for each consumer, since a consumer that comes
 * later gets nothing of what an earlier one has prefetched.
 */
final class ScalingContainer implements SetUp {

	@Override
	public String name() {
		return "spring container";
	}

	@Override
	public AutoCloseable start(Broker broker, Workplace workplace) {
		CachingConnectionFactory connections = new CachingConnectionFactory(broker.connectionFactory());
		SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
		container.setQueueNames(QUEUE);
		container.setConcurrentConsumers(1);
		container.setMaxConcurrentConsumers(Load.MOST);
		container.setPrefetchCount(1);
		container.setMessageListener((MessageListener) (message) -> workplace
			.work(TradeOrderParser.parse(message.getBody(), message.getMessageProperties().getContentType())));
		container.afterPropertiesSet();
		container.start();
		return () -> {
			container.stop();
			connections.destroy();
		};
	}

}
