package dev.eventpatterns.demo.blueprint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.chaos.QueueReader;
import dev.eventpatterns.lab.Broker;
import tools.jackson.databind.json.JsonMapper;

/** Hears what the system publishes about itself, also after the broker was killed. */
final class Ears implements AutoCloseable {

	private static final String PROCESSED = "blueprint.processed";

	private static final String CONTROL = "control";

	private static final int FORGOTTEN_AFTER_MILLIS = 600_000;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Broker broker;

	private final List<Told> told = new CopyOnWriteArrayList<>();

	private final QueueReader processed;

	private final QueueReader control;

	Ears(Broker broker, Completions completions) {
		this.broker = broker;
		this.processed = new QueueReader(broker, tap(PROCESSED), completions::on);
		this.control = new QueueReader(broker, tap(CONTROL), (properties, body, redelivered) -> {
			if (!redelivered) {
				this.told.add(JSON.readValue(body, Told.class));
			}
		});
	}

	void start() {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			listen(channel, PROCESSED, "fanout");
			listen(channel, CONTROL, "topic");
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Cannot declare the queues that listen: " + ex.getMessage(), ex);
		}
		this.processed.start();
		this.control.start();
	}

	private static void listen(Channel channel, String exchange, String type) throws IOException {
		channel.exchangeDeclare(exchange, type, true);
		// Goes by itself where nobody is left to delete it.
		channel.queueDeclare(tap(exchange), true, false, false,
				Map.of("x-queue-type", "quorum", "x-expires", FORGOTTEN_AFTER_MILLIS));
		channel.queueBind(tap(exchange), exchange, "#");
	}

	private static String tap(String exchange) {
		return "tap." + exchange;
	}

	/** All decisions so far, in their order. */
	List<Told> told() {
		return this.told;
	}

	@Override
	public void close() {
		this.processed.close();
		this.control.close();
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.queueDelete(tap(PROCESSED));
			channel.queueDelete(tap(CONTROL));
		}
		catch (IOException | TimeoutException | RuntimeException ex) {
			// They expire.
		}
	}

}
