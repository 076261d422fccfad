package dev.eventpatterns.benchmarks.flow;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/**
 * No signals: the queue has a limit, and the broker refuses what exceeds it. Producers
 * send again what was refused, after a moment.
 */
final class RejectingQueue implements SetUp {

	static final String NAME = "reject-publish";

	private static final long PAUSE_MILLIS = 20;

	private static final long REFUSED_LATELY = TimeUnit.MILLISECONDS.toNanos(500);

	private final Connection connection;

	private final String queue;

	private final List<Sender> senders = new ArrayList<>();

	private final AtomicLong refusedAt = new AtomicLong(System.nanoTime() - REFUSED_LATELY);

	RejectingQueue(Broker broker, String queue) throws IOException, TimeoutException {
		this.queue = queue;
		this.connection = broker.connectionFactory().newConnection("benchmark producers");
		for (int i = 0; i < Overload.PRODUCERS; i++) {
			this.senders.add(new Sender(this.connection.createChannel()));
		}
	}

	@Override
	public boolean offer(int producer, List<TradeOrder> orders) throws InterruptedException {
		try {
			this.senders.get(producer).send(orders);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public boolean holdsBack() {
		return System.nanoTime() - this.refusedAt.get() < REFUSED_LATELY;
	}

	@Override
	public void close() throws IOException {
		this.connection.close();
	}

	/** One producer: a channel, used by one caller at a time. */
	private final class Sender {

		private final Channel channel;

		private final Map<Long, TradeOrder> open = new ConcurrentSkipListMap<>();

		private final List<TradeOrder> refused = new ArrayList<>();

		Sender(Channel channel) throws IOException {
			this.channel = channel;
			channel.addConfirmListener((tag, multiple) -> settle(tag, multiple, false),
					(tag, multiple) -> settle(tag, multiple, true));
			channel.confirmSelect();
		}

		private void settle(long last, boolean multiple, boolean refusal) {
			List<Long> tags = multiple ? this.open.keySet().stream().filter((tag) -> tag <= last).toList()
					: List.of(last);
			synchronized (this.refused) {
				for (long tag : tags) {
					TradeOrder order = this.open.remove(tag);
					if (refusal && order != null) {
						this.refused.add(order);
					}
				}
				this.refused.notifyAll();
			}
			if (refusal) {
				RejectingQueue.this.refusedAt.set(System.nanoTime());
			}
		}

		synchronized void send(List<TradeOrder> orders) throws IOException, InterruptedException {
			List<TradeOrder> left = orders;
			while (!left.isEmpty()) {
				for (TradeOrder order : left) {
					this.open.put(this.channel.getNextPublishSeqNo(), order);
					this.channel.basicPublish("", RejectingQueue.this.queue, true,
							TradeOrderMessages.properties(order, Instant.now(), true), TradeOrderMessages.body(order));
				}
				synchronized (this.refused) {
					while (!this.open.isEmpty()) {
						this.refused.wait(PAUSE_MILLIS);
					}
					left = List.copyOf(this.refused);
					this.refused.clear();
				}
				if (!left.isEmpty()) {
					Thread.sleep(PAUSE_MILLIS);
				}
			}
		}

	}

}
