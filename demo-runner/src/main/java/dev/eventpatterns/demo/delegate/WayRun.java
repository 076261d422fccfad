package dev.eventpatterns.demo.delegate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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

	private static final String ORDERS = "thread-delegate.orders";

	private static final String PROCESSED = "thread-delegate.processed";

	private static final String TAP = "tap.processed";

	private static final Duration START = Duration.ofSeconds(60);

	private static final Duration STALLED = Duration.ofSeconds(30);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Way way;

	private final Broker broker;

	private final ServiceProcess consumer;

	private final List<Handled> handled = new ArrayList<>();

	WayRun(Way way, Broker broker, Application application, int port, int delegates, Duration work, Path folder) {
		this.way = way;
		this.broker = broker;
		this.consumer = application.process("thread-delegate-" + way.mode(), broker, port, folder,
				List.of("--spring.profiles.active=consumer", "--thread-delegate.mode=" + way.mode(),
						"--thread-delegate.delegates=" + delegates, "--thread-delegate.work=" + work.toMillis() + "ms",
						"--thread-delegate.work-variation=0.8"));
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
	 * Sends all orders and waits for what is published about them.
	 * @return what there was when nothing more came
	 */
	WayResult play(List<TradeOrder> orders) throws InterruptedException {
		try (Connection connection = this.broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			for (TradeOrder order : orders) {
				channel.basicPublish("", ORDERS,
						new AMQP.BasicProperties.Builder().contentType(WireForm.JSON.contentType())
							.messageId(order.orderId())
							.deliveryMode(2)
							.build(),
						WireForm.JSON.write(order).getBytes(StandardCharsets.UTF_8));
			}
			channel.waitForConfirmsOrDie(STALLED.toMillis());
			Drain.next(channel, TAP, orders.size(), STALLED,
					(body) -> this.handled.add(JSON.readValue(body, Handled.class)));
		}
		catch (IOException | TimeoutException ex) {
			throw new DemoFailure("Lost the broker: " + ex.getMessage(), ex);
		}
		return new WayResult(this.way, this.handled);
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
