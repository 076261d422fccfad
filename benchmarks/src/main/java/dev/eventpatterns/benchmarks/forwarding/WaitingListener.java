package dev.eventpatterns.benchmarks.forwarding;

import java.util.concurrent.TimeUnit;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory.ConfirmType;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/**
 * What most people write: a listener that sends on, waits for the confirm and returns,
 * whereupon its container acknowledges. One consumer, so that the order is kept.
 */
final class WaitingListener implements Variant {

	private static final int CONFIRM_TIMEOUT_SECONDS = 5;

	@Override
	public String name() {
		return "listener";
	}

	@Override
	public AutoCloseable start(Route route) {
		CachingConnectionFactory connections = new CachingConnectionFactory(route.broker().connectionFactory());
		connections.setPublisherConfirmType(ConfirmType.CORRELATED);
		RabbitTemplate template = new RabbitTemplate(connections);
		template.setUsePublisherConnection(true);
		SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
		container.setQueueNames(route.source());
		container.setMessageListener((message) -> forward(template, message));
		container.afterPropertiesSet();
		container.start();
		return () -> {
			container.destroy();
			connections.destroy();
		};
	}

	private static void forward(RabbitTemplate template, Message message) {
		CorrelationData confirm = new CorrelationData();
		template.send(Route.EXCHANGE, Route.KEY, message, confirm);
		try {
			if (!confirm.getFuture().get(CONFIRM_TIMEOUT_SECONDS, TimeUnit.SECONDS).ack()) {
				throw new AmqpException("the broker refused the message");
			}
		}
		catch (Exception ex) {
			throw new AmqpException("not confirmed", ex);
		}
	}

	@Override
	public int share(int messages) {
		return Math.max(Math.min(messages, 1_000), messages / 20);
	}

}
