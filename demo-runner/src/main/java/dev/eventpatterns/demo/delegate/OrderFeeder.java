package dev.eventpatterns.demo.delegate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.WireForm;

/**
 * Publishes orders while they are consumed, a bounded number ahead. What the broker had
 * not confirmed when it was killed is published again, in its old order, before anything
 * new: so a queue gets some orders twice, and none before its predecessor.
 */
final class OrderFeeder implements AutoCloseable {

	/** How many orders may be published and not completed. */
	private static final int BACKLOG = 20_000;

	private static final int UNCONFIRMED = 2_000;

	private static final long PAUSE_MILLIS = 5;

	private static final long RECONNECT_MILLIS = 100;

	private final Broker broker;

	private final Setup setup;

	private final TradeOrderGenerator orders;

	private final int count;

	private final IntSupplier completed;

	private final Thread thread;

	private final Map<String, Integer> sent = new HashMap<>();

	/** By the number of the publishing on the current channel. */
	private ConcurrentNavigableMap<Long, TradeOrder> unconfirmed = new ConcurrentSkipListMap<>();

	private volatile int published;

	private volatile boolean done;

	/**
	 * Prepares to publish.
	 * @param broker the broker, in the virtual host of the consumers
	 * @param setup where to publish
	 * @param orders what to publish
	 * @param count how many orders
	 * @param completed how many of them have been completed
	 */
	OrderFeeder(Broker broker, Setup setup, TradeOrderGenerator orders, int count, IntSupplier completed) {
		this.broker = broker;
		this.setup = setup;
		this.orders = orders;
		this.count = count;
		this.completed = completed;
		this.thread = new Thread(this::feed, "feeder");
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	/** Whether the broker has confirmed all orders. */
	boolean done() {
		return this.done;
	}

	/**
	 * What was published; complete once {@link #done}.
	 * @return the last sequence of each account
	 */
	Map<String, Integer> sent() {
		return this.sent;
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

	private void feed() {
		try {
			while (!this.done) {
				try (Connection connection = this.broker.connectionFactory().newConnection("feeder")) {
					feed(connection.createChannel());
					this.done = true;
				}
				catch (IOException | TimeoutException | AlreadyClosedException ex) {
					Thread.sleep(RECONNECT_MILLIS);
				}
			}
		}
		catch (InterruptedException ex) {
			// The run is over.
		}
	}

	private void feed(Channel channel) throws IOException, InterruptedException {
		ConcurrentNavigableMap<Long, TradeOrder> open = new ConcurrentSkipListMap<>();
		channel.confirmSelect();
		channel.addConfirmListener((number, multiple) -> confirmed(open, number, multiple),
				(number, multiple) -> channel.getConnection().abort());
		channel.addReturnListener((returned) -> channel.getConnection().abort());
		List<TradeOrder> again = List.copyOf(this.unconfirmed.values());
		for (int i = 0; i < again.size(); i++) {
			open.put(i + 1L, again.get(i));
		}
		this.unconfirmed = open;
		for (TradeOrder order : again) {
			publish(channel, order);
		}
		while (this.published < this.count) {
			if (this.published - this.completed.getAsInt() < BACKLOG && this.unconfirmed.size() < UNCONFIRMED) {
				TradeOrder order = this.orders.next();
				this.sent.put(order.account(), (int) order.sequence());
				this.published++;
				this.unconfirmed.put(channel.getNextPublishSeqNo(), order);
				publish(channel, order);
			}
			else {
				pause(channel);
			}
		}
		while (!this.unconfirmed.isEmpty()) {
			pause(channel);
		}
	}

	private static void pause(Channel channel) throws IOException, InterruptedException {
		Thread.sleep(PAUSE_MILLIS);
		if (!channel.isOpen()) {
			throw new IOException("lost the broker");
		}
	}

	private void publish(Channel channel, TradeOrder order) throws IOException {
		channel.basicPublish(this.setup.exchange(), this.setup.routingKey(order.account()), true,
				new AMQP.BasicProperties.Builder().contentType(WireForm.JSON.contentType())
					.messageId(order.orderId())
					.deliveryMode(2)
					.build(),
				WireForm.JSON.write(order).getBytes(StandardCharsets.UTF_8));
	}

	private static void confirmed(ConcurrentNavigableMap<Long, TradeOrder> open, long number, boolean multiple) {
		if (multiple) {
			open.headMap(number, true).clear();
		}
		else {
			open.remove(number);
		}
	}

}
