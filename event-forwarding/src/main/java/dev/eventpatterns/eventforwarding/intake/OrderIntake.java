package dev.eventpatterns.eventforwarding.intake;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.amqp.AmqpException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.eventforwarding.broker.BrokerConnections;
import dev.eventpatterns.eventforwarding.broker.ConfirmLink;
import dev.eventpatterns.eventforwarding.broker.LinkOwner;
import dev.eventpatterns.eventforwarding.EventForwardingMeters;
import dev.eventpatterns.eventforwarding.EventForwardingProperties;
import dev.eventpatterns.eventforwarding.EventForwardingTopology;
import dev.eventpatterns.eventforwarding.Hop;
import dev.eventpatterns.eventforwarding.Role;
import dev.eventpatterns.eventforwarding.intake.Handover.OutgoingOrder;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.MessageTraces;

/**
 * Hands requests' orders over to the broker. One thread publishes for all requests, which
 * wait for their own outcome only: a broker that does not read can stop that thread, but
 * never a request beyond its time-out.
 */
@Component
@Profile(Role.INTAKE)
class OrderIntake implements LinkOwner<Handover>, DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(OrderIntake.class);

	private static final int WAITING_REQUESTS = 256;

	private final BrokerConnections connections;

	private final EventForwardingProperties properties;

	private final EventForwardingMeters.Publishing meters;

	private final MessageTraces traces;

	private final BlockingQueue<Handover> waiting = new ArrayBlockingQueue<>(WAITING_REQUESTS);

	private final Thread sender = new Thread(this::sendUntilInterrupted, "intake-sender");

	private volatile @Nullable ConfirmLink<Handover> link;

	OrderIntake(BrokerConnections connections, EventForwardingProperties properties, EventForwardingMeters meters,
			MessageTraces traces) {
		this.connections = connections;
		this.properties = properties;
		this.meters = meters.publishing(Hop.INTAKE, this::inFlight);
		this.traces = traces;
		this.sender.setDaemon(true);
		this.sender.start();
	}

	/**
	 * Hands orders over and waits until the broker has confirmed and routed all of them.
	 * @param orders with their ids
	 * @throws HandoverFailedException if it has not within the confirm time-out
	 * @throws InterruptedException if interrupted while waiting
	 */
	void handOver(List<TradeOrder> orders) throws InterruptedException {
		ConfirmLink<Handover> current = this.link;
		if (current != null && current.blocked()) {
			throw new HandoverFailedException("the broker takes no messages for now: it is short of memory or disk");
		}
		Map<String, String> trace = this.traces.current();
		Handover handover = new Handover(orders.stream().map((order) -> outgoing(order, trace)).toList());
		long deadline = System.nanoTime() + this.properties.confirmTimeout().toNanos();
		if (!this.waiting.offer(handover, this.properties.confirmTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
			throw new HandoverFailedException("too many requests wait for the broker");
		}
		try {
			handover.outcome().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			handover.fail("given up");
			expireLink();
			throw new HandoverFailedException(
					"the broker did not confirm within " + this.properties.confirmTimeout().toMillis() + " ms");
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof HandoverFailedException failure) ? failure : new IllegalStateException(ex);
		}
	}

	private OutgoingOrder outgoing(TradeOrder order, Map<String, String> trace) {
		AMQP.BasicProperties message = TradeOrderMessages.properties(order, Instant.now(),
				this.properties.mode().guaranteed());
		return new OutgoingOrder(MessageTraces.with(message, trace), TradeOrderMessages.body(order));
	}

	private void sendUntilInterrupted() {
		try {
			while (true) {
				send(this.waiting.take());
			}
		}
		catch (InterruptedException ex) {
			// The application stops; requests in flight have been waited for before.
		}
	}

	private void send(Handover handover) throws InterruptedException {
		try {
			for (OutgoingOrder order : handover.orders()) {
				if (handover.outcome().isDone()) {
					return;
				}
				if (!openLink().publish(EventForwardingTopology.ORDERS_KEY, order.properties(), order.body(), handover,
						this.properties.confirmTimeout())) {
					handover.fail("the connection to the broker was lost, or it does not keep pace");
				}
			}
		}
		catch (IOException | TimeoutException | AmqpException | AlreadyClosedException ex) {
			handover.fail("the broker cannot be reached: " + ex.getMessage());
		}
	}

	private ConfirmLink<Handover> openLink() throws IOException, TimeoutException {
		ConfirmLink<Handover> current = this.link;
		if (current == null || current.isBroken()) {
			if (current != null) {
				current.close();
			}
			current = ConfirmLink.open(this.connections.open("event-forwarding intake"), this.properties.mode(),
					this.properties.window(), this.meters, this);
			this.link = current;
		}
		return current;
	}

	/**
	 * After a request has timed out. Its last orders were published a little after it
	 * came, hence half the time-out.
	 */
	private void expireLink() {
		ConfirmLink<Handover> current = this.link;
		if (current != null) {
			current.breakIfOverdue(this.properties.confirmTimeout().dividedBy(2));
		}
	}

	@Override
	public void released(List<Handover> takenOver) {
		takenOver.forEach(Handover::takenOver);
	}

	@Override
	public void broken(String reason, List<Handover> unreleased) {
		log.warn("Intake gives up its channel, the senders of {} orders are told: {}", unreleased.size(), reason);
		unreleased.forEach((handover) -> handover.fail(reason));
	}

	private int inFlight() {
		ConfirmLink<Handover> current = this.link;
		return (current != null) ? current.inFlight() : 0;
	}

	@Override
	public void destroy() {
		this.sender.interrupt();
		ConfirmLink<Handover> current = this.link;
		if (current != null) {
			current.close();
		}
	}

}
