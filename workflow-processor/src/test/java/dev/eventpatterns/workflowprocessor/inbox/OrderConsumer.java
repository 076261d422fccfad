package dev.eventpatterns.workflowprocessor.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;

import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/**
 * Does as the suite's consumers do: says what it has processed, and hands over what it
 * cannot read.
 */
final class OrderConsumer implements AutoCloseable {

	private final Channel channel;

	private final String queue;

	private final String module;

	OrderConsumer(Connection connection, String queue) throws IOException {
		this.channel = connection.createChannel();
		this.queue = queue;
		this.module = queue.substring(0, queue.indexOf('.'));
		this.channel.basicQos(50);
		this.channel.basicConsume(queue, false, (tag, message) -> consume(message), (tag) -> {
		});
	}

	private void consume(Delivery message) throws IOException {
		AMQP.BasicProperties properties = message.getProperties();
		try {
			TradeOrder order = TradeOrderMessages.read(message.getBody(), properties.getContentType(),
					properties.getMessageId());
			String now = Instant.now().toString();
			String processed = ("{\"orderId\":\"%s\",\"account\":\"%s\",\"sequence\":%d,\"worker\":\"1\",\"sentAt\":null,"
					+ "\"receivedAt\":\"%s\",\"startedAt\":\"%s\",\"finishedAt\":\"%s\"}")
				.formatted(order.orderId(), order.account(), order.sequence(), now, now, now);
			this.channel.basicPublish(this.module + ".processed", "", new AMQP.BasicProperties(),
					processed.getBytes(StandardCharsets.UTF_8));
		}
		catch (MalformedOrderException ex) {
			Map<String, Object> headers = new HashMap<>();
			if (properties.getHeaders() != null) {
				headers.putAll(properties.getHeaders());
			}
			headers.put("x-exception-message", ex.getMessage());
			headers.put("x-exception-stacktrace", ex.toString());
			headers.put("x-original-exchange", "");
			headers.put("x-original-routingKey", this.queue);
			this.channel.basicPublish("workflow", "workflow.events", properties.builder().headers(headers).build(),
					message.getBody());
		}
		this.channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
	}

	@Override
	public void close() throws Exception {
		this.channel.close();
	}

}
