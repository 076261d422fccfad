package dev.eventpatterns.demo.ambulance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.Drain;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.WireForm;
import tools.jackson.databind.json.JsonMapper;

/** One way, with a consumer process and a virtual host to itself. */
final class WayRun implements AutoCloseable {

	private static final String PRIORITY = "ambulance.priority";

	private static final String STANDARD = "ambulance.standard";

	private static final String PROCESSED = "ambulance.processed";

	private static final String TAP = "tap.processed";

	private static final Duration START = Duration.ofSeconds(60);

	private static final Duration STALLED = Duration.ofSeconds(30);

	private static final DateTimeFormatter MICROSECONDS = new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Way way;

	private final Broker broker;

	private final ServiceProcess consumer;

	private final List<Handled> handled = new ArrayList<>();

	WayRun(Way way, Broker broker, Application application, int port, Path folder) {
		this.way = way;
		this.broker = broker;
		this.consumer = application.process("ambulance-" + way.mode(), broker, port, folder,
				List.of("--spring.profiles.active=consumer", "--ambulance.mode=" + way.mode(),
						"--ambulance.threads=" + Arrivals.THREADS,
						"--ambulance.work=" + Arrivals.WORK.toMillis() + "ms"));
	}

	void start() {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.exchangeDeclare(PROCESSED, "fanout", true);
			channel.queueDeclare(TAP, true, false, false, Map.of("x-queue-type", "quorum"));
			channel.queueBind(TAP, PROCESSED, "");
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Cannot declare the queue that listens: " + ex.getMessage(), ex);
		}
		this.consumer.start();
	}

	void awaitReady() throws InterruptedException {
		this.consumer.awaitReady(START);
	}

	/**
	 * Sends the backlog, then the urgent orders as they come, and waits for what is
	 * published about all of them.
	 * @return what there was when nothing more came
	 */
	WayResult play(Arrivals arrivals) throws InterruptedException {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			for (TradeOrder order : arrivals.standard()) {
				send(channel, STANDARD, order);
			}
			// Without the pattern there is one queue for all.
			String lane = (this.way == Way.NONE) ? STANDARD : PRIORITY;
			long due = System.nanoTime() + arrivals.pause().toNanos();
			for (TradeOrder order : arrivals.urgent()) {
				Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
				send(channel, lane, order);
				due += arrivals.pause().toNanos();
			}
			channel.waitForConfirmsOrDie(STALLED.toMillis());
			Drain.next(channel, TAP, arrivals.count(), STALLED,
					(body) -> this.handled.add(JSON.readValue(body, Handled.class)));
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Lost the broker: " + ex.getMessage(), ex);
		}
		return new WayResult(this.way, this.handled, arrivals.urgentIds());
	}

	private static void send(Channel channel, String queue, TradeOrder order) throws IOException {
		channel.basicPublish("", queue,
				new AMQP.BasicProperties.Builder().contentType(WireForm.JSON.contentType())
					.messageId(order.orderId())
					.headers(Map.of("sent-at", MICROSECONDS.format(Instant.now())))
					.deliveryMode(2)
					.build(),
				WireForm.JSON.write(order).getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
