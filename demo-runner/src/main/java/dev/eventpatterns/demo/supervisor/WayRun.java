package dev.eventpatterns.demo.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.demo.DemoFailure;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.Drain;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.supervisorconsumer.Course;
import dev.eventpatterns.supervisorconsumer.Trace;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.WireForm;

/** One way, with a process and a virtual host to itself. */
final class WayRun implements AutoCloseable {

	private static final String ORDERS = "supervisor-consumer.orders";

	private static final String PROCESSED = "supervisor-consumer.processed";

	private static final String TAP = "tap.processed";

	private static final Duration START = Duration.ofSeconds(60);

	/**
	 * What came last is still in hand when the time is over. One consumer has far too
	 * much to wait for.
	 */
	private static final Duration IN_HAND = Duration.ofSeconds(2);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Way way;

	private final Broker broker;

	private final Trace trace;

	private final List<TradeOrder> orders;

	private final ServiceProcess process;

	private volatile int sent;

	private final QueueWatch watch;

	private volatile @Nullable Exception failure;

	private Instant begin = Instant.EPOCH;

	WayRun(Way way, Broker broker, Trace trace, List<TradeOrder> orders, Application application, int port,
			Duration work, Path folder) {
		this.way = way;
		this.broker = broker;
		this.trace = trace;
		this.orders = orders;
		this.watch = new QueueWatch(ORDERS, trace.duration(), () -> this.sent);
		this.process = application.process("supervisor-consumer-" + way.most(), broker, port, folder,
				List.of("--spring.profiles.active=consumer", "--supervisor-consumer.max-consumers=" + way.most(),
						"--supervisor-consumer.work=" + work.toMillis() + "ms", "--supervisor-consumer.keep-alive=1s"));
	}

	Way way() {
		return this.way;
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
		this.process.start();
	}

	/** Waits until its first consumer is there. */
	void awaitReady() throws InterruptedException {
		this.process.awaitReady(START);
		FirstConsumer.await(this.broker, ORDERS, START);
	}

	/** Plays the load on threads of its own; {@link Thread#join} them. */
	List<Thread> play(long beginNanos) {
		this.begin = Instant.now().plusNanos(beginNanos - System.nanoTime());
		List<Thread> threads = List.of(new Thread(() -> onChannel((channel) -> send(channel, beginNanos)), "sender"),
				new Thread(() -> onChannel((channel) -> this.watch.look(channel, beginNanos)), "looker"));
		threads.forEach((thread) -> {
			thread.setDaemon(true);
			thread.start();
		});
		return threads;
	}

	private void onChannel(Play play) {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			play.on(channel);
		}
		catch (IOException | TimeoutException ex) {
			this.failure = ex;
		}
	}

	private void send(Channel channel, long beginNanos) throws IOException {
		for (int i = 0; i < this.orders.size(); i++) {
			long due = beginNanos + (long) (this.trace.arrivals()[i] * 1e9);
			for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			TradeOrder order = this.orders.get(i);
			channel.basicPublish("", ORDERS,
					new AMQP.BasicProperties.Builder().contentType(WireForm.JSON.contentType())
						.messageId(order.orderId())
						.deliveryMode(2)
						.headers(Map.of("sent-at", Instant.now().toString()))
						.build(),
					WireForm.JSON.write(order).getBytes(StandardCharsets.UTF_8));
			this.sent = i + 1;
		}
	}

	/** How it looked last: orders that wait, consumers, orders done within a second. */
	String figures() {
		return this.watch.figures();
	}

	/** What is known once all has been played. */
	Course course() throws InterruptedException {
		List<Course.Message> messages = new ArrayList<>();
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			Consumer<byte[]> taker = (body) -> messages.add(message(JSON.readTree(body)));
			if (this.way == Way.SUPERVISED) {
				Drain.next(channel, TAP, this.orders.size(), IN_HAND, taker);
			}
			else {
				Drain.all(channel, TAP, taker);
			}
		}
		catch (IOException | TimeoutException ex) {
			this.failure = ex;
		}
		Exception failed = this.failure;
		if (failed != null) {
			throw new DemoFailure("Lost the broker: " + failed.getMessage(), failed);
		}
		return new Course(messages, this.watch.moments(), seconds(this.trace.duration()));
	}

	private Course.Message message(JsonNode event) {
		Instant sent = Instant.parse(event.path("sentAt").asString());
		Instant finished = Instant.parse(event.path("finishedAt").asString());
		return new Course.Message(seconds(Duration.between(this.begin, sent)),
				seconds(Duration.between(sent, finished)));
	}

	private static double seconds(Duration time) {
		return time.toNanos() / 1e9;
	}

	@Override
	public void close() {
		this.process.close();
	}

	private interface Play {

		void on(Channel channel) throws IOException;

	}

}
