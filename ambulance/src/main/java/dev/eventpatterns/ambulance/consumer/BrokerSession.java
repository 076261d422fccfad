package dev.eventpatterns.ambulance.consumer;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.ambulance.AmbulanceProperties;
import dev.eventpatterns.ambulance.AmbulanceTopology;
import dev.eventpatterns.ambulance.Lane;
import dev.eventpatterns.trading.amqp.OrderTopology;

/**
 * One stay at the two queues, from connect to connection lost. What was not acknowledged
 * by then is delivered again to the next stay. An order is acknowledged when the broker
 * has confirmed the event that says what became of it; a confirm that does not come, or a
 * message that no queue takes, ends the stay.
 */
final class BrokerSession implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(BrokerSession.class);

	private static final int CLOSE_TIMEOUT_MILLIS = 2_000;

	private static final int CHECK_MILLIS = 100;

	private static final AMQP.BasicProperties JSON = new AMQP.BasicProperties.Builder().contentType("application/json")
		.deliveryMode(2)
		.build();

	private final AmbulanceProperties properties;

	private final Connection connection;

	private final Channel consuming;

	private final Channel publishing;

	private final ConcurrentNavigableMap<Long, Unconfirmed> unconfirmed = new ConcurrentSkipListMap<>();

	private final CountDownLatch lost = new CountDownLatch(1);

	/** When the broker last began to read, as {@link System#nanoTime()}. */
	private volatile long readableSince = System.nanoTime();

	private volatile boolean blocked;

	/** Guarded by this. */
	private boolean closed;

	BrokerSession(Connection connection, AmbulanceProperties properties) throws IOException {
		this.properties = properties;
		this.connection = connection;
		connection.addBlockedListener((reason) -> this.blocked = true, () -> {
			this.readableSince = System.nanoTime();
			this.blocked = false;
		});
		this.consuming = openChannel(connection);
		this.publishing = openChannel(connection);
		this.publishing.addReturnListener((returned) -> breakOff(
				"no queue takes messages for " + returned.getExchange() + "/" + returned.getRoutingKey()));
		this.publishing.addConfirmListener(this::confirmed,
				(sequence, multiple) -> breakOff("the broker refused a message (is its queue full?)"));
		this.publishing.confirmSelect();
	}

	private Channel openChannel(Connection connection) throws IOException {
		Channel opened = connection.createChannel();
		if (opened == null) {
			throw new IOException("the broker grants no further channel");
		}
		opened.addShutdownListener((cause) -> this.lost.countDown());
		return opened;
	}

	/**
	 * Consumes until a queue is lost.
	 * @param received told about each delivery, for each lane in the order of its queue
	 * @throws IOException if a queue cannot be consumed from
	 * @throws InterruptedException when the application stops
	 */
	void run(BiConsumer<Lane, Delivery> received) throws IOException, InterruptedException {
		for (Lane lane : Lane.values()) {
			// For each thread that serves the lane in mode ambulance, an order in its
			// hands and one that waits, so that the next is there when one is done.
			int servants = (lane == Lane.PRIORITY) ? this.properties.priorityThreads() : this.properties.threads();
			this.consuming.basicQos(2 * servants);
			this.consuming.basicConsume(this.properties.queue().of(lane), false,
					(tag, message) -> received.accept(lane, message), (tag) -> this.lost.countDown());
		}
		log.info("Consuming from {} and {}", this.properties.queue().priority(), this.properties.queue().standard());
		while (!this.lost.await(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
			if (overdueNanos() > this.properties.confirmTimeout().toNanos()) {
				breakOff("no confirm within " + this.properties.confirmTimeout().toMillis() + " ms");
			}
		}
	}

	/** How long the oldest confirm has been missing while the broker took messages. */
	private long overdueNanos() {
		Map.Entry<Long, Unconfirmed> oldest = this.unconfirmed.firstEntry();
		if (oldest == null || this.blocked) {
			return 0;
		}
		long now = System.nanoTime();
		return Math.min(now - oldest.getValue().publishedAt, now - this.readableSince);
	}

	/** Does what must not be done after the stay, or all would be done twice. */
	synchronized void whileOpen(Runnable action) {
		if (!this.closed) {
			action.run();
		}
	}

	/** Publishes what was done with an order, which is acknowledged then. */
	void processed(Delivery message, byte[] event) {
		publish(AmbulanceTopology.PROCESSED_EXCHANGE, "", false, JSON, event, message.getEnvelope().getDeliveryTag());
	}

	/** Hands a message over to the workflow queue; it is acknowledged then. */
	void handOver(Delivery message, Throwable cause) {
		publish(OrderTopology.WORKFLOW_EXCHANGE, OrderTopology.WORKFLOW_QUEUE, true,
				ReceivedOrder.failedBy(message, cause), message.getBody(), message.getEnvelope().getDeliveryTag());
	}

	private void publish(String exchange, String key, boolean mandatory, AMQP.BasicProperties properties, byte[] body,
			long tag) {
		// Numbers and messages must go out in the same order.
		synchronized (this.publishing) {
			try {
				this.unconfirmed.put(this.publishing.getNextPublishSeqNo(), new Unconfirmed(System.nanoTime(), tag));
				this.publishing.basicPublish(exchange, key, mandatory, properties, body);
			}
			catch (IOException | RuntimeException ex) {
				breakOff("cannot publish: " + ex);
			}
		}
	}

	/** A return comes before its confirm; what it broke is not acknowledged any more. */
	private void confirmed(long sequence, boolean multiple) {
		Map<Long, Unconfirmed> confirmed = multiple ? this.unconfirmed.headMap(sequence, true)
				: this.unconfirmed.subMap(sequence, true, sequence, true);
		if (this.lost.getCount() > 0) {
			confirmed.values().forEach((message) -> acknowledge(message.tag));
		}
		confirmed.clear();
	}

	void acknowledge(long tag) {
		try {
			this.consuming.basicAck(tag, false);
		}
		catch (IOException | AlreadyClosedException ex) {
			log.debug("Acknowledgement came too late", ex);
		}
	}

	private void breakOff(String reason) {
		if (this.lost.getCount() > 0) {
			log.warn("Gives up its connection, and what is unacknowledged comes again: {}", reason);
			this.lost.countDown();
		}
	}

	/** Lets open confirms come in, so that a restart leaves few duplicates. */
	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
		}
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_TIMEOUT_MILLIS);
		try {
			while (!this.unconfirmed.isEmpty() && System.nanoTime() < deadline
					&& !this.lost.await(5, TimeUnit.MILLISECONDS)) {
				log.trace("Waiting for {} confirms", this.unconfirmed.size());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.connection.abort(CLOSE_TIMEOUT_MILLIS);
	}

	private record Unconfirmed(long publishedAt, long tag) {
	}

}
