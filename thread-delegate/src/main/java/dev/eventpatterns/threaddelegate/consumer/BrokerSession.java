package dev.eventpatterns.threaddelegate.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.threaddelegate.Hold;
import dev.eventpatterns.threaddelegate.HoldLabel;
import dev.eventpatterns.threaddelegate.ThreadDelegateMeters;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.threaddelegate.ThreadDelegateTopology;
import dev.eventpatterns.trading.service.BrokerLock;
import dev.eventpatterns.trading.service.QueueSession;

/**
 * One stay at a queue and its sidings. Whoever has the lock consumes from all of them,
 * and the lock goes with the connection.
 */
final class BrokerSession implements SidingQueues.Intake, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(BrokerSession.class);

	private static final Duration LOCK_INTERVAL = Duration.ofMillis(500);

	private final Connection connection;

	private final String orders;

	private final ThreadDelegateProperties properties;

	private final QueueSession queues;

	private final GatheredAcks acks;

	private final SidingQueues sidings;

	private final Arrivals arrivals;

	private volatile boolean leaving;

	BrokerSession(Connection connection, String orders, ThreadDelegateProperties properties, Arrivals arrivals,
			ThreadDelegateMeters meters) throws IOException {
		this.connection = connection;
		this.orders = orders;
		this.properties = properties;
		this.arrivals = arrivals;
		this.queues = new QueueSession(connection, properties.confirmTimeout());
		this.acks = new GatheredAcks(properties.prefetch(), this.queues::acknowledge);
		try {
			this.sidings = new SidingQueues(this.queues, orders, properties, this, meters);
		}
		catch (IOException | RuntimeException ex) {
			this.queues.close();
			throw ex;
		}
	}

	/** Consumes until the queue is lost. For the instance that has the lock. */
	void run() throws IOException, InterruptedException, TimeoutException {
		LabelQueue.Found left = this.sidings.labels().read(this.properties.confirmTimeout());
		this.arrivals.recover(this, left.held());
		this.sidings.consume(left.inUse());
		this.queues.consume(this.orders, this.properties.prefetch(), (message) -> {
			this.acks.received(message);
			if (!this.leaving) {
				this.arrivals.arrived(this, message, this.acks);
			}
		});
		this.queues.awaitLoss(this.properties.ackInterval(), this::tick);
	}

	/**
	 * Waits until this is the instance that may consume.
	 * @return false if the broker was lost before that
	 */
	boolean awaitLock() throws IOException, InterruptedException {
		BrokerLock lock = new BrokerLock(ThreadDelegateTopology.lock(this.orders));
		boolean waiting = false;
		while (!lock.tryAcquire(this.connection)) {
			if (!waiting) {
				log.info("Waiting for {}: another instance consumes from it", this.orders);
				waiting = true;
				this.arrivals.lostTo(this.orders);
			}
			TimeUnit.MILLISECONDS.sleep(LOCK_INTERVAL.toMillis());
			if (this.queues.isLost()) {
				return false;
			}
		}
		return true;
	}

	/** Lets nothing more be handled of what is not in the hands of delegates. */
	void stopReceiving() {
		this.queues.whileOpen(() -> this.leaving = true);
	}

	@Override
	public @Nullable ReceivedOrder read(Delivery message, GatheredAcks origin) {
		return this.arrivals.read(this, message, origin);
	}

	@Override
	public void run(ReceivedOrder received) {
		if (!this.leaving) {
			this.arrivals.run(received, received.acks() != this.acks);
		}
	}

	String orders() {
		return this.orders;
	}

	SidingQueues sidings() {
		return this.sidings;
	}

	/** How many of the events that came from the queue are not done. */
	int unfinished() {
		return this.acks.unfinished();
	}

	/** Publishes what was done with an order, which is acknowledged then. */
	void processed(ReceivedOrder received, byte[] event) {
		this.queues.tell(ThreadDelegateTopology.PROCESSED_EXCHANGE, event, () -> done(received));
	}

	/**
	 * Hands an order over to the workflow queue; it is acknowledged then.
	 * @param held whether its followers wait for it
	 */
	void handOver(ReceivedOrder received, Throwable cause, boolean held) {
		this.queues.handOver(HoldMessages.marked(received.message(), held), cause,
				held ? () -> acknowledge(received) : () -> done(received));
	}

	/** As {@link LabelQueue#hold}. */
	void hold(HoldLabel label, Runnable stored) {
		this.sidings.labels().hold(label, stored);
	}

	/**
	 * Stores that an account is held no longer, and lets its followers go on then.
	 * @param released called after that
	 */
	void release(Hold<BrokerSession> hold, Runnable released) {
		this.sidings.labels().release(hold.label(), () -> {
			released.run();
			this.arrivals.released(hold);
		});
	}

	@Override
	public void refuse(Delivery malformed, GatheredAcks origin, Throwable cause) {
		this.queues.handOver(malformed, cause, () -> {
			origin.done(malformed);
			origin.send();
		});
	}

	/** The order is done, and with it the hold that it ends. */
	void done(ReceivedOrder received) {
		Hold<BrokerSession> ended = received.ends();
		if (ended != null) {
			ended.stay().release(ended, () -> acknowledge(received));
			return;
		}
		acknowledge(received);
	}

	private void acknowledge(ReceivedOrder received) {
		this.sidings.sidings().done(received.order().account(), received);
		received.acks().send();
	}

	private void tick() {
		this.acks.tick();
		this.sidings.tick();
	}

	/** Acknowledges what is done, and gives back the rest. */
	@Override
	public void close() {
		this.sidings.close();
		this.queues.awaitConfirms();
		this.acks.flush();
		this.sidings.flush();
		this.queues.close();
	}

}
