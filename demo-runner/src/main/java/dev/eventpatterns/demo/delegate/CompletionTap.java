package dev.eventpatterns.demo.delegate;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.chaos.QueueReader;
import dev.eventpatterns.lab.Broker;
import tools.jackson.databind.json.JsonMapper;

/** Enters into a log what the consumers publish about the orders that they completed. */
final class CompletionTap implements AutoCloseable {

	private static final String PROCESSED = "thread-delegate.processed";

	private static final String QUEUE = "tap.processed";

	private static final String WORKFLOW = "workflow.events";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Broker broker;

	private final CompletionLog log;

	private final QueueReader reader;

	CompletionTap(Broker broker, CompletionLog log) {
		this.broker = broker;
		this.log = log;
		this.reader = new QueueReader(broker, QUEUE, this::read);
	}

	void start() {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.exchangeDeclare(PROCESSED, "fanout", true);
			channel.queueDeclare(QUEUE, true, false, false, Map.of("x-queue-type", "quorum"));
			channel.queueBind(QUEUE, PROCESSED, "");
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Cannot declare the queue that listens: " + ex.getMessage(), ex);
		}
		this.reader.start();
	}

	/** How many messages are in the workflow queue. */
	long handedOver() {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			return channel.messageCount(WORKFLOW);
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Cannot look into " + WORKFLOW + ": " + ex.getMessage(), ex);
		}
	}

	@Override
	public void close() {
		this.reader.close();
	}

	private void read(AMQP.BasicProperties properties, byte[] body, boolean redelivered) {
		Completed event = JSON.readValue(body, Completed.class);
		this.log.completed(event.account(), event.sequence(), redelivered);
	}

	/** What is read of a processed event. */
	@JsonIgnoreProperties(ignoreUnknown = true)
	private record Completed(String account, int sequence) {
	}

}
