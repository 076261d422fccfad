package dev.eventpatterns.producercontrolflow.producer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.producercontrolflow.OrderBuffer;
import dev.eventpatterns.producercontrolflow.Pacer;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowMeters;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowProperties;
import dev.eventpatterns.producercontrolflow.RateMeter;
import dev.eventpatterns.producercontrolflow.Role;
import dev.eventpatterns.producercontrolflow.SignalGate;
import dev.eventpatterns.producercontrolflow.SlowStart;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.QueueSession;

/**
 * Lets orders out of the buffer, as many as may pass now. They leave it when the broker
 * has confirmed them, and not before: what a lost broker has not confirmed is sent again
 * to the next.
 */
@Component
@Profile(Role.PRODUCER)
class OrderOutlet {

	private static final int MOST_AT_ONCE = 500;

	/** So often it is looked whether a signal has expired. */
	private static final Duration PATIENCE = Duration.ofMillis(20);

	private final OrderBuffer buffer;

	private final SignalGate gate;

	private final SlowStart slowStart;

	private final Pacer pacer;

	private final ProducerControlFlowProperties properties;

	private final ProducerControlFlowMeters meters;

	private final WaitingTraces traces;

	private final RateMeter rate = new RateMeter();

	private volatile long published;

	OrderOutlet(OrderBuffer buffer, SignalGate gate, ProducerControlFlowProperties properties,
			ProducerControlFlowMeters meters, WaitingTraces traces) {
		this.buffer = buffer;
		this.gate = gate;
		this.slowStart = new SlowStart(properties.normalRate(), properties.slowStart(), System.nanoTime());
		this.pacer = new Pacer(0);
		this.properties = properties;
		this.meters = meters;
		this.traces = traces;
	}

	/** A broker is there again, and those who consume may not be yet. */
	void connected() {
		this.slowStart.begin(System.nanoTime());
	}

	/** What may pass has changed. */
	void keepToSignal() {
		long nanos = System.nanoTime();
		this.pacer.rate(Math.min(this.gate.permittedPerSecond(nanos), this.slowStart.perSecond(nanos)));
	}

	/**
	 * Sends what may pass, and waits for the confirms, a moment at the most if there is
	 * nothing to send.
	 * @throws IOException if the buffer's disk refuses
	 * @throws InterruptedException when the application stops
	 */
	void sendSome(QueueSession session) throws IOException, InterruptedException {
		keepToSignal();
		if (!this.buffer.await(PATIENCE)) {
			return;
		}
		int passing = this.pacer.acquire(Math.min(MOST_AT_ONCE, Math.max(1, this.buffer.backlog())), PATIENCE);
		List<TradeOrder> orders = (passing > 0) ? this.buffer.peek(passing) : List.of();
		if (!orders.isEmpty() && send(session, orders)) {
			this.buffer.remove(orders.size());
			this.traces.forget(orders);
			this.rate.add(orders.size(), System.nanoTime());
			this.published += orders.size();
			this.meters.published(orders.size());
		}
	}

	private boolean send(QueueSession session, List<TradeOrder> orders) throws InterruptedException {
		CountDownLatch unconfirmed = new CountDownLatch(orders.size());
		for (TradeOrder order : orders) {
			session.publish("", this.properties.queue().orders(), true,
					this.traces.with(TradeOrderMessages.properties(order, Instant.now(), true), order),
					TradeOrderMessages.body(order), unconfirmed::countDown);
		}
		long deadline = System.nanoTime() + this.properties.confirmTimeout().toNanos();
		while (!unconfirmed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
			if (session.isLost()) {
				return false;
			}
			if (System.nanoTime() > deadline) {
				session.breakOff("no confirm within " + this.properties.confirmTimeout().toMillis() + " ms");
				return false;
			}
		}
		return true;
	}

	/** Orders that the broker has confirmed. */
	long published() {
		return this.published;
	}

	double publishedPerSecond() {
		return this.rate.perSecond(System.nanoTime());
	}

}
