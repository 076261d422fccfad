package dev.eventpatterns.eventforwarding.forwarder;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.eventforwarding.EventForwardingMeters;
import dev.eventpatterns.eventforwarding.EventForwardingProperties;
import dev.eventpatterns.eventforwarding.broker.BrokerConnections;
import dev.eventpatterns.eventforwarding.broker.SeverableConnection;
import dev.eventpatterns.trading.service.MessageTraces;

/**
 * One stay at the queue that is read from. Deliveries are published as they come and
 * acknowledged once the next queue has them and all before them. Trouble on the
 * publishing side does not end the stay: deliveries stay unacknowledged, and as no more
 * come than the window holds, reading stops by itself. If the queue is lost, the broker
 * has everything unacknowledged again, and the stay is over.
 */
final class ForwardingSession implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(ForwardingSession.class);

	private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(2);

	private static final int ACKS_PER_WINDOW = 4;

	private final EventForwardingProperties properties;

	private final EventForwardingMeters meters;

	private final MessageTraces traces;

	private final SeverableConnection connection;

	private final Channel channel;

	private final ResendingPublisher publisher;

	private @Nullable String consumerTag;

	private volatile boolean cancelled;

	/** Taken over by the next queue. Guarded by this. */
	private int unacknowledged;

	ForwardingSession(BrokerConnections connections, EventForwardingProperties properties, EventForwardingMeters meters,
			EventForwardingMeters.Publishing publishing, MessageTraces traces) throws IOException, TimeoutException {
		this.properties = properties;
		this.meters = meters;
		this.traces = traces;
		this.connection = connections.open("event-forwarding forwarder, reading");
		this.channel = channelOf(this.connection);
		this.publisher = new ResendingPublisher(connections, properties, publishing, this::acknowledge);
	}

	private static Channel channelOf(SeverableConnection connection) throws IOException {
		try {
			return connection.createChannel();
		}
		catch (IOException | AlreadyClosedException ex) {
			// Nobody else knows of this connection yet.
			connection.close();
			throw new IOException("no channel to read on: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Forwards until the queue is lost.
	 * @throws IOException if the queue cannot be read from
	 * @throws InterruptedException when the application stops
	 */
	void run() throws IOException, InterruptedException {
		String queue = this.properties.queue().orders();
		boolean automaticAck = !this.properties.mode().guaranteed();
		// First of all a link: without guarantees, what arrives before it is lost.
		this.publisher.keepLinked();
		this.channel.basicQos(this.properties.window());
		this.consumerTag = this.channel.basicConsume(queue, automaticAck,
				(tag, message) -> this.publisher.publish(Delivery.of(message, this.traces)),
				(tag) -> this.cancelled = true);
		log.info("Forwarding from {}", queue);
		while (this.channel.isOpen() && !this.cancelled) {
			this.publisher.keepLinked();
		}
		log.warn("Forwarder lost {}", queue);
	}

	/**
	 * Gathers acks: each is a command in the Raft log of a quorum queue. The last one
	 * does not wait for company, as nothing is in flight then.
	 */
	private synchronized void acknowledge(List<Delivery> takenOver) {
		this.meters.forwarded(takenOver.size());
		takenOver.forEach((delivery) -> delivery.span().close());
		this.unacknowledged += takenOver.size();
		boolean moreToCome = this.unacknowledged < this.properties.window() / ACKS_PER_WINDOW && inFlight() > 0;
		if (moreToCome || !this.properties.mode().guaranteed()) {
			return;
		}
		this.unacknowledged = 0;
		try {
			this.channel.basicAck(takenOver.get(takenOver.size() - 1).tag(), true);
		}
		catch (IOException | AlreadyClosedException ex) {
			// The stay is over; these will be delivered, and forwarded, once more.
			log.debug("Acknowledgement came too late", ex);
		}
	}

	int inFlight() {
		return this.publisher.inFlight();
	}

	/** Waits a moment for open confirms, so that a restart leaves few duplicates. */
	@Override
	public void close() {
		try {
			if (this.channel.isOpen()) {
				drain();
			}
		}
		finally {
			this.publisher.close();
			this.connection.close();
		}
	}

	private void drain() {
		try {
			if (this.consumerTag != null) {
				this.channel.basicCancel(this.consumerTag);
			}
			this.publisher.drain(DRAIN_TIMEOUT);
		}
		catch (IOException | AlreadyClosedException ex) {
			log.debug("Lost the queue while stopping", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
