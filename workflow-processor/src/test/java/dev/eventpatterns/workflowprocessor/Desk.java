package dev.eventpatterns.workflowprocessor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer;

import dev.eventpatterns.lab.Broker;

import static org.awaitility.Awaitility.await;

/**
 * A consumer in the hands of a test: it takes orders, and hands over what it cannot
 * process.
 */
final class Desk implements AutoCloseable {

	static final Duration PATIENCE = Duration.ofSeconds(120);

	static final String EXCEPTION = "dev.eventpatterns.trading.MalformedOrderException";

	private final Connection connection;

	private final Channel channel;

	private final String queue;

	Desk(Broker broker, String queue) throws Exception {
		this.connection = broker.connectionFactory().newConnection();
		this.channel = this.connection.createChannel();
		this.channel.confirmSelect();
		this.channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
		this.queue = queue;
	}

	/** Waits until somebody consumes: what is published before may find no queue. */
	static void awaitConsumer(Broker broker, String queue) {
		await().atMost(PATIENCE).ignoreExceptions().until(() -> {
			try (Connection connection = broker.connectionFactory().newConnection();
					Channel channel = connection.createChannel()) {
				return channel.queueDeclarePassive(queue).getConsumerCount() > 0;
			}
		});
	}

	String queue() {
		return this.queue;
	}

	Channel channel() {
		return this.channel;
	}

	static AMQP.BasicProperties text(@Nullable String messageId) {
		return new AMQP.BasicProperties.Builder().contentType("text/plain").messageId(messageId).build();
	}

	static AMQP.BasicProperties json(@Nullable String messageId) {
		return new AMQP.BasicProperties.Builder().contentType("application/json").messageId(messageId).build();
	}

	/** Hands over as RepublishMessageRecoverer does. */
	void handOver(AMQP.BasicProperties properties, byte[] body, String reason) throws Exception {
		publish(properties, body, reason);
		this.channel.waitForConfirmsOrDie(PATIENCE.toMillis());
	}

	void handOver(AMQP.BasicProperties properties, String body, String reason) throws Exception {
		handOver(properties, body.getBytes(StandardCharsets.UTF_8), reason);
	}

	void publish(AMQP.BasicProperties properties, byte[] body, String reason) throws Exception {
		Map<String, Object> headers = new HashMap<>();
		if (properties.getHeaders() != null) {
			headers.putAll(properties.getHeaders());
		}
		headers.put(RepublishMessageRecoverer.X_EXCEPTION_MESSAGE, reason);
		headers.put(RepublishMessageRecoverer.X_EXCEPTION_STACKTRACE, EXCEPTION + ": " + reason);
		headers.put(RepublishMessageRecoverer.X_ORIGINAL_EXCHANGE, "");
		headers.put(RepublishMessageRecoverer.X_ORIGINAL_ROUTING_KEY, this.queue);
		this.channel.basicPublish("workflow", "workflow.events", true,
				properties.builder().headers(headers).deliveryMode(2).build(), body);
	}

	/** Waits for the next order in the queue, and takes it. */
	GetResponse take() throws Exception {
		GetResponse[] taken = new GetResponse[1];
		await().atMost(PATIENCE).until(() -> {
			taken[0] = this.channel.basicGet(this.queue, true);
			return taken[0] != null;
		});
		return taken[0];
	}

	boolean isEmpty() throws Exception {
		return this.channel.queueDeclarePassive(this.queue).getMessageCount() == 0;
	}

	/** Hands an order over once more, as it came. */
	void handBack(GetResponse message, String reason) throws Exception {
		handOver(message.getProps(), message.getBody(), reason);
	}

	/** Tells that an order was processed. */
	void processed(String orderId) throws Exception {
		this.channel.basicPublish("thread-delegate.processed", "", null,
				("{\"orderId\":\"" + orderId + "\",\"account\":\"A-1\"}").getBytes(StandardCharsets.UTF_8));
		this.channel.waitForConfirmsOrDie(PATIENCE.toMillis());
	}

	static String body(GetResponse message) {
		return new String(message.getBody(), StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws Exception {
		this.connection.close();
	}

}
