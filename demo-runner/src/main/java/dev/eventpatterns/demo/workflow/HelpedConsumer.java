package dev.eventpatterns.demo.workflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.Drain;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.lab.Broker;

/**
 * The pattern: a consumer that hands over what it cannot read, and a workflow processor
 * that mends it and sends it back, each a process of its own.
 */
final class HelpedConsumer implements AutoCloseable {

	static final String CONSUMER = "thread-delegate";

	private static final String QUEUE = CONSUMER + ".orders";

	private static final String PROCESSED = CONSUMER + ".processed";

	private static final String TAP = "tap.processed";

	private static final Duration START = Duration.ofSeconds(90);

	private static final Duration STALLED = Duration.ofSeconds(30);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Broker broker;

	private final ServiceProcess consumer;

	private final ServiceProcess processor;

	private final Path log;

	HelpedConsumer(Broker broker, Application consumer, Application processor, Path folder) {
		this.broker = broker;
		List<Integer> ports = Ports.free(2);
		this.consumer = consumer.process(CONSUMER, broker, ports.get(0), folder,
				List.of("--spring.profiles.active=consumer"));
		this.processor = processor.process(WorkflowProcessorDemo.NAME, broker, ports.get(1), folder,
				List.of("--spring.datasource.url=jdbc:h2:file:" + folder.resolve("workflow")
						+ ";MODE=PostgreSQL;WRITE_DELAY=0;LOCK_TIMEOUT=10000"));
		this.log = folder.resolve(WorkflowProcessorDemo.NAME + ".log");
	}

	void start() {
		this.consumer.start();
		this.processor.start();
	}

	void awaitReady() throws InterruptedException {
		this.consumer.awaitReady(START);
		this.processor.awaitReady(START);
	}

	/** Sends the orders, and listens until all are processed, or nothing more happens. */
	Result play() throws InterruptedException {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.queueDeclare(TAP, true, false, false, Map.of("x-queue-type", "quorum"));
			channel.queueBind(TAP, PROCESSED, "");
			channel.confirmSelect();
			for (int order = 0; order < TextOrders.ALL.size(); order++) {
				channel.basicPublish("", QUEUE,
						new AMQP.BasicProperties.Builder().messageId(TextOrders.id(order))
							.contentType("text/plain")
							.deliveryMode(2)
							.build(),
						TextOrders.ALL.get(order).getBytes(StandardCharsets.UTF_8));
			}
			channel.waitForConfirmsOrDie(STALLED.toMillis());
			List<String> processed = listen(channel);
			return new Result(processed, story(processed.size() == TextOrders.ALL.size()));
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Lost the broker: " + ex.getMessage(), ex);
		}
	}

	private static List<String> listen(Channel channel) throws IOException, InterruptedException {
		List<String> processed = new ArrayList<>();
		Drain.next(channel, TAP, TextOrders.ALL.size(), STALLED,
				(body) -> processed.add(JSON.readTree(body).get("orderId").asString()));
		return processed;
	}

	/**
	 * What the processor says in its log; its last word comes after that of the consumer.
	 */
	private List<String> story(boolean toTheEnd) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + STALLED.toNanos();
		while (toTheEnd && !Files.readString(this.log).contains("been processed") && System.nanoTime() < deadline) {
			Thread.sleep(50);
		}
		return Files.readAllLines(this.log)
			.stream()
			.filter((line) -> line.contains("Stores ") || line.contains(" back, event")
					|| line.contains("been processed"))
			.map((line) -> line.substring(line.lastIndexOf(" : ") + 3))
			.toList();
	}

	@Override
	public void close() {
		this.processor.close();
		this.consumer.close();
	}

	/**
	 * What came of it.
	 *
	 * @param processed ids of the orders, as the consumer told of them
	 * @param story what the workflow processor has logged
	 */
	record Result(List<String> processed, List<String> story) {
	}

}
