package dev.eventpatterns.eventforwarding.forwarder;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import com.rabbitmq.client.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.amqp.AmqpException;

import dev.eventpatterns.eventforwarding.EventForwardingMeters;
import dev.eventpatterns.eventforwarding.EventForwardingProperties;
import dev.eventpatterns.eventforwarding.EventForwardingTopology;
import dev.eventpatterns.eventforwarding.Mode;
import dev.eventpatterns.eventforwarding.broker.BrokerConnections;
import dev.eventpatterns.eventforwarding.broker.ConfirmLink;
import dev.eventpatterns.eventforwarding.broker.LinkOwner;

/**
 * Publishes deliveries in their order on one {@link ConfirmLink} after another: what was
 * open when a link broke is sent again, before anything newer, on the next (go-back-N).
 * The next queue may get a message twice, and none out of order for the first time.
 */
final class ResendingPublisher implements LinkOwner<Delivery>, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(ResendingPublisher.class);

	private static final int PERSISTENT = 2;

	private static final int TRANSIENT = 1;

	private static final long CHECK_MILLIS = 50;

	private final BrokerConnections connections;

	private final EventForwardingProperties properties;

	private final EventForwardingMeters.Publishing meters;

	private final Mode mode;

	private final Consumer<List<Delivery>> takenOver;

	private final Backoff backoff = new Backoff();

	/** Received and on no link, in order. Guarded by this. */
	private final Deque<Delivery> waiting = new ArrayDeque<>();

	private volatile @Nullable ConfirmLink<Delivery> link;

	private volatile boolean progressed;

	/**
	 * Creates a publisher without a link: {@link #keepLinked} opens the first.
	 * @param takenOver told, in order, which deliveries the next queue has
	 */
	ResendingPublisher(BrokerConnections connections, EventForwardingProperties properties,
			EventForwardingMeters.Publishing meters, Consumer<List<Delivery>> takenOver) {
		this.connections = connections;
		this.properties = properties;
		this.meters = meters;
		this.mode = properties.mode();
		this.takenOver = takenOver;
	}

	/**
	 * Publishes, or keeps for the next link. The window has room: it holds as many as may
	 * be unacknowledged.
	 */
	synchronized void publish(Delivery delivery) {
		ConfirmLink<Delivery> current = this.link;
		boolean published = this.waiting.isEmpty() && current != null && publishOn(current, delivery);
		if (!published && this.mode.guaranteed()) {
			this.waiting.addLast(delivery);
		}
		// Else it is lost: the broker forgot it on delivery, and this hop never kept it.
	}

	private boolean publishOn(ConfirmLink<Delivery> target, Delivery delivery) {
		try {
			int deliveryMode = this.mode.guaranteed() ? PERSISTENT : TRANSIENT;
			return target.publish(EventForwardingTopology.FORWARDED_KEY, delivery.forwardedWith(deliveryMode),
					delivery.body(), delivery, Duration.ZERO);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Looks after the link for a moment: gives it up if the broker leaves messages
	 * unconfirmed, replaces it if it is broken. To be called again and again.
	 * @throws InterruptedException when the application stops
	 */
	void keepLinked() throws InterruptedException {
		ConfirmLink<Delivery> current = this.link;
		if (current != null && !current.isBroken()) {
			current.breakIfOverdue(this.properties.confirmTimeout());
			pauseBetweenChecks();
			return;
		}
		if (current != null) {
			current.close();
			pauseAfterFailure();
		}
		try {
			resendOn(ConfirmLink.open(this.connections.open("event-forwarding forwarder, publishing"), this.mode,
					this.properties.window(), this.meters, this));
		}
		catch (IOException | TimeoutException | AmqpException | AlreadyClosedException ex) {
			log.warn("Forwarder cannot publish, and tries again: {}", ex.toString());
			pauseAfterFailure();
		}
	}

	private void pauseAfterFailure() throws InterruptedException {
		if (this.progressed) {
			this.progressed = false;
			this.backoff.reset();
		}
		this.backoff.pause();
	}

	/** Holds no lock: a thread that is stuck in writing may have it. */
	private static void pauseBetweenChecks() throws InterruptedException {
		Thread.sleep(CHECK_MILLIS);
	}

	private synchronized void resendOn(ConfirmLink<Delivery> fresh) {
		this.link = fresh;
		for (Delivery next = this.waiting.pollFirst(); next != null; next = this.waiting.pollFirst()) {
			if (!publishOn(fresh, next)) {
				this.waiting.addFirst(next);
				return;
			}
		}
	}

	@Override
	public void released(List<Delivery> deliveries) {
		this.progressed = true;
		this.takenOver.accept(deliveries);
	}

	@Override
	public synchronized void broken(String reason, List<Delivery> unreleased) {
		log.warn("Forwarder gives up its channel and keeps {} messages to send again: {}", unreleased.size(), reason);
		for (int i = unreleased.size() - 1; i >= 0; i--) {
			this.waiting.addFirst(unreleased.get(i));
		}
	}

	int inFlight() {
		ConfirmLink<Delivery> current = this.link;
		return (current != null) ? current.inFlight() : 0;
	}

	/**
	 * Waits until nothing is in flight.
	 * @param timeout how long at the most
	 * @throws InterruptedException if interrupted while waiting
	 */
	void drain(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (inFlight() > 0 && System.nanoTime() < deadline) {
			pauseBetweenChecks();
		}
	}

	@Override
	public void close() {
		ConfirmLink<Delivery> current = this.link;
		if (current != null) {
			current.close();
		}
	}

}
