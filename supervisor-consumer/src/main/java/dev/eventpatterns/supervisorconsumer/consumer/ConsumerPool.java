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
 * The consumers of one instance at one queue, during one stay. They share a few channels:
 * a broker grants many consumers on one, and few channels by comparison. Only one thread
 * changes their number.
 */
final class ConsumerPool {

	private static final int CHANNELS = 10;

	private final String queue;

	private final String instance;

	private final QueueSession session;

	private final Connection connection;

	/** Opened as they are needed, for a consumer waits for those before it on its own. */
	private final List<Channel> channels = new ArrayList<>();

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
			OrderWork work, WorkFigures figures) {
		this.queue = queue;
		this.instance = instance;
		this.session = session;
		this.connection = connection;
		this.threads = threads;
		this.work = work;
		this.figures = figures;
	}

	private Channel channel(int consumer) throws IOException {
		int index = consumer % CHANNELS;
		if (index >= this.channels.size()) {
			Channel opened = this.connection.createChannel();
			if (opened == null) {
				throw new IOException("the broker grants no further channel");
			}
			opened.addShutdownListener((cause) -> lost("its channel was closed"));
			// Each consumer's own limit, since they are added after this.
			opened.basicQos(1);
			this.channels.add(opened);
		}
		return this.channels.get(index);
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
		while (this.staying.size() > wanted && steps-- > 0 && letOneGo()) {
			continue;
		}
		// Those that finish their last order count: there are never more than allowed.
		while (this.staying.size() < wanted && this.running.size() < wanted && steps-- > 0) {
			addOne();
		}
		return this.staying.size() == wanted;
	}

	private void addOne() throws IOException {
		PooledConsumer consumer = new PooledConsumer(this, this.queue + "/" + this.instance + "-" + (this.started + 1),
				channel(this.started));
		this.started++;
		Thread thread = this.threads.newThread(consumer);
		thread.setName(consumer.name());
		this.running.put(consumer, thread);
		this.staying.add(consumer);
		thread.start();
	}

	/** The newest that is idle, or else the newest; one that is not there yet stays. */
	private boolean letOneGo() throws IOException {
		PooledConsumer leaving = null;
		for (int i = this.staying.size() - 1; i >= 0 && (leaving == null || leaving.isBusy()); i--) {
			PooledConsumer candidate = this.staying.get(i);
			if (candidate.isThere() && (leaving == null || !candidate.isBusy())) {
				leaving = candidate;
			}
		}
		if (leaving == null) {
			return false;
		}
		this.staying.remove(leaving);
		leaving.letGo();
		return true;
	}

	/** What a consumer does with an order. */
	void handle(PooledConsumer consumer, PooledConsumer.Received received) throws InterruptedException {
		if (!this.closed) {
			this.work.handle(this.queue, received, consumer.name(), this.session,
					(tag) -> acknowledge(consumer.getChannel(), tag), this.figures);
		}
	}

	private void acknowledge(Channel channel, long tag) {
		try {
			channel.basicAck(tag, false);
		}
		catch (IOException | RuntimeException ex) {
			// Too late: the order is delivered again.
			this.session.breakOff("cannot acknowledge: " + ex);
		}
	}

	String queue() {
		return this.queue;
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
