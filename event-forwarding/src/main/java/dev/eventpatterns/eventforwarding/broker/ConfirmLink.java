package dev.eventpatterns.eventforwarding.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;

import dev.eventpatterns.eventforwarding.ConfirmWindow;
import dev.eventpatterns.eventforwarding.EventForwardingMeters;
import dev.eventpatterns.eventforwarding.EventForwardingMeters.Failure;
import dev.eventpatterns.eventforwarding.EventForwardingTopology;
import dev.eventpatterns.eventforwarding.Mode;

/**
 * A {@link ConfirmWindow} on an AMQP channel: publishes without waiting and tells its
 * owner what the broker has taken over. It breaks once: on a returned, refused or overdue
 * message, or when the channel is lost. Then it hands all that is open back to its owner,
 * who opens another link.
 * <p>
 * A return does not say which of the open messages came back, and the broker confirms an
 * unroutable message right after returning it. So a return breaks the link, and what was
 * open counts as not taken over: better a duplicate than a loss.
 *
 * @param <T> what the owner keeps per message
 */
public final class ConfirmLink<T> implements AutoCloseable {

	private final SeverableConnection connection;

	private final Channel channel;

	private final Mode mode;

	private final ConfirmWindow<T> window;

	private final LinkOwner<T> owner;

	private final AtomicBoolean broken = new AtomicBoolean();

	private final EventForwardingMeters.Publishing meters;

	private ConfirmLink(SeverableConnection connection, Mode mode, int capacity,
			EventForwardingMeters.Publishing meters, LinkOwner<T> owner) throws IOException {
		this.connection = connection;
		this.channel = connection.createChannel();
		this.mode = mode;
		this.window = new ConfirmWindow<>(capacity);
		this.meters = meters;
		this.owner = owner;
	}

	/**
	 * Opens a link on a connection that it takes over.
	 * @param connection closed with the link
	 * @param mode whether the broker is asked to confirm
	 * @param capacity how many messages may be open
	 * @param meters where confirms and failures are counted
	 * @param owner is told, on threads of the connection, what becomes of each message
	 * @return the open link
	 * @throws IOException if the broker grants no channel; the connection is closed then
	 */
	public static <T> ConfirmLink<T> open(SeverableConnection connection, Mode mode, int capacity,
			EventForwardingMeters.Publishing meters, LinkOwner<T> owner) throws IOException {
		try {
			ConfirmLink<T> link = new ConfirmLink<>(connection, mode, capacity, meters, owner);
			link.listen();
			return link;
		}
		catch (IOException | AlreadyClosedException ex) {
			connection.close();
			throw ex;
		}
	}

	private void listen() throws IOException {
		this.channel.addShutdownListener((cause) -> breakWith(Failure.CLOSED, String.valueOf(cause.getMessage())));
		if (this.mode.guaranteed()) {
			this.channel.addReturnListener((returned) -> breakWith(Failure.RETURNED, "no queue takes messages for "
					+ returned.getExchange() + "/" + returned.getRoutingKey() + ": " + returned.getReplyText()));
			this.channel.addConfirmListener(this::confirmed, (sequence, multiple) -> breakWith(Failure.NACKED,
					"the broker refused a message (its queue is full or unavailable)"));
			this.channel.confirmSelect();
		}
	}

	/**
	 * Sends a message, waiting only while the window is full.
	 * @param item what {@link LinkOwner} gets back, once, whatever becomes of the message
	 * @param patience how long to wait for room in the window
	 * @return false if the link is broken or there was no room in time; the item then
	 * stays the caller's and its owner will not hear of it
	 * @throws InterruptedException if interrupted while waiting for room
	 */
	public boolean publish(String routingKey, AMQP.BasicProperties properties, byte[] body, T item, Duration patience)
			throws InterruptedException {
		boolean guaranteed = this.mode.guaranteed();
		if (guaranteed && this.window.open(item, patience) == 0) {
			return false;
		}
		try {
			this.channel.basicPublish(EventForwardingTopology.EXCHANGE, routingKey, guaranteed, properties, body);
		}
		catch (IOException | AlreadyClosedException ex) {
			breakWith(Failure.CLOSED, String.valueOf(ex.getMessage()));
			return guaranteed;
		}
		if (!guaranteed) {
			this.owner.released(List.of(item));
		}
		return true;
	}

	private void confirmed(long sequence, boolean multiple) {
		Duration oldest = this.window.oldestAge();
		List<T> released = this.window.confirm(sequence, multiple);
		if (!released.isEmpty()) {
			this.meters.confirmed(released.size(), oldest);
			this.owner.released(released);
		}
	}

	/**
	 * Breaks the link if the broker, though it reads, has left a message unconfirmed for
	 * longer than it may.
	 * @param timeout how long a confirm may take
	 */
	public void breakIfOverdue(Duration timeout) {
		long waiting = Math.min(this.window.oldestAge().toNanos(), this.connection.readableForNanos());
		if (waiting > timeout.toNanos() && this.broken.compareAndSet(false, true)) {
			// First of all free a thread that may be stuck in writing; it may hold locks.
			this.connection.sever();
			tellOwner(Failure.TIMED_OUT, "no confirm within " + timeout.toMillis() + " ms");
		}
	}

	private void breakWith(Failure failure, String reason) {
		if (this.broken.compareAndSet(false, true)) {
			tellOwner(failure, reason);
		}
	}

	private void tellOwner(Failure failure, String reason) {
		this.meters.failed(failure);
		this.owner.broken(reason, this.window.close());
	}

	/** Whether the broker has said that it takes no messages for now. */
	public boolean blocked() {
		return this.connection.blocked();
	}

	/** How many messages are unconfirmed. */
	public int inFlight() {
		return this.window.size();
	}

	/** Whether it is of no more use than to be closed. */
	public boolean isBroken() {
		return this.broken.get();
	}

	/**
	 * Ends link and connection, in order unless messages are open: those are handed back
	 * as if the link had broken. Not to be called by the owner's methods: it waits for
	 * the thread that calls them.
	 */
	@Override
	public void close() {
		boolean wasBroken = !this.broken.compareAndSet(false, true);
		List<T> open = this.window.close();
		if (wasBroken || !open.isEmpty()) {
			this.connection.sever();
		}
		else {
			this.connection.close();
		}
		if (!open.isEmpty()) {
			this.owner.broken("closed with messages open", open);
		}
	}

}
