package dev.eventpatterns.supervisorconsumer.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import dev.eventpatterns.supervisorconsumer.WorkReport;
import dev.eventpatterns.trading.service.QueueSession;

/**
 * The consumers of one instance at one queue, during one stay. They share a channel: a
 * broker grants many consumers on one, and few channels by comparison. Only one thread
 * changes their number.
 */
final class ConsumerPool {

	private final String queue;

	private final String instance;

	private final QueueSession session;

	private final Channel channel;

	private final ThreadFactory threads;

	private final OrderWork work;

	private final WorkFigures figures;

	/** Those that are to stay, the newest last. */
	private final List<PooledConsumer> staying = new ArrayList<>();

	/** All that have not ended, those that were let go included. */
	private final Map<PooledConsumer, Thread> running = new ConcurrentHashMap<>();

	private volatile boolean closed;

	private volatile int allowed;

	private int started;

	ConsumerPool(String queue, String instance, QueueSession session, Connection connection, ThreadFactory threads,
			OrderWork work, WorkFigures figures) throws IOException {
		this.queue = queue;
		this.instance = instance;
		this.session = session;
		this.threads = threads;
		this.work = work;
		this.figures = figures;
		Channel opened = connection.createChannel();
		if (opened == null) {
			throw new IOException("the broker grants no further channel");
		}
		this.channel = opened;
		this.channel.addShutdownListener((cause) -> lost("its channel was closed"));
		// Each consumer's own limit, since they are added after this.
		this.channel.basicQos(1);
	}

	/**
	 * Comes closer to the number of consumers that there are to be.
	 * @param wanted how many
	 * @param atOnce how many may come or go in this call, so that it does not take long
	 * @return whether there are as many now
	 * @throws IOException if the broker is lost
	 */
	boolean approach(int wanted, int atOnce) throws IOException {
		this.allowed = wanted;
		int steps = atOnce;
		while (this.staying.size() > wanted && steps-- > 0) {
			letOneGo();
		}
		// Those that finish their last order count: there are never more than allowed.
		while (this.staying.size() < wanted && this.running.size() < wanted && steps-- > 0) {
			addOne();
		}
		return this.staying.size() == wanted;
	}

	private void addOne() throws IOException {
		PooledConsumer consumer = new PooledConsumer(this, this.queue + "/" + this.instance + "-" + ++this.started,
				this.channel);
		Thread thread = this.threads.newThread(consumer);
		thread.setName(consumer.name());
		this.running.put(consumer, thread);
		this.staying.add(consumer);
		thread.start();
		consumer.start(this.queue);
	}

	/** The newest that is idle, or else the newest. */
	private void letOneGo() throws IOException {
		int index = this.staying.size() - 1;
		while (index > 0 && this.staying.get(index).isBusy()) {
			index--;
		}
		PooledConsumer leaving = this.staying.get(index);
		if (leaving.isBusy()) {
			leaving = this.staying.get(this.staying.size() - 1);
		}
		this.staying.remove(leaving);
		leaving.letGo();
	}

	/** What a consumer does with an order. */
	void handle(PooledConsumer consumer, PooledConsumer.Received received) throws InterruptedException {
		if (!this.closed) {
			this.work.handle(this.queue, received, consumer.name(), this.session, this::acknowledge, this.figures);
		}
	}

	private void acknowledge(long tag) {
		try {
			this.channel.basicAck(tag, false);
		}
		catch (IOException | RuntimeException ex) {
			// Too late: the order is delivered again.
			this.session.breakOff("cannot acknowledge: " + ex);
		}
	}

	void ended(PooledConsumer consumer) {
		this.running.remove(consumer);
	}

	void lost(String reason) {
		if (!this.closed) {
			this.session.breakOff(this.queue + ": " + reason);
		}
	}

	WorkReport report(Duration hangAfter) {
		int busy = 0;
		int hanging = 0;
		for (PooledConsumer consumer : this.running.keySet()) {
			busy += consumer.isBusy() ? 1 : 0;
			hanging += consumer.isBusySince(hangAfter.toNanos()) ? 1 : 0;
		}
		return new WorkReport(this.running.size(), this.allowed, busy, hanging, this.figures.completed(),
				this.figures.workedNanos());
	}

	/** How many it was last told to have. */
	int allowed() {
		return this.allowed;
	}

	int size() {
		return this.running.size();
	}

	/**
	 * Ends the stay: what is in hand is finished, and nothing more is begun.
	 * @param interrupt whether not to wait for what is in hand
	 */
	void close(boolean interrupt) {
		this.closed = true;
		this.running.forEach((consumer, thread) -> {
			consumer.end();
			if (interrupt) {
				thread.interrupt();
			}
		});
	}

}
