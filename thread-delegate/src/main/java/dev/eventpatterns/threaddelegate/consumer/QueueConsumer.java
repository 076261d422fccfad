package dev.eventpatterns.threaddelegate.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.threaddelegate.Dispatcher;
import dev.eventpatterns.threaddelegate.SidingLabel;
import dev.eventpatterns.threaddelegate.ThreadDelegateMeters;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.threaddelegate.ThreadDelegateTopology;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.SessionLoop;

/**
 * Feeds the dispatcher from one queue, and waits with back-off for a queue that is lost.
 * The dispatcher outlives the stays at the queue: an order that a delegate still has in
 * hand when it is delivered again must not be handled twice at once.
 */
final class QueueConsumer {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final String orders;

	private final BrokerConnections connections;

	private final ThreadDelegateProperties properties;

	private final Arrivals arrivals;

	private final Dispatcher<ReceivedOrder> dispatcher;

	private final ThreadDelegateMeters meters;

	private final SessionLoop loop;

	private volatile @Nullable BrokerSession session;

	private volatile boolean serving;

	QueueConsumer(String orders, BrokerConnections connections, ThreadDelegateProperties properties, Arrivals arrivals,
			Dispatcher<ReceivedOrder> dispatcher, ThreadDelegateMeters meters) {
		this.orders = orders;
		this.connections = connections;
		this.properties = properties;
		this.arrivals = arrivals;
		this.dispatcher = dispatcher;
		this.meters = meters;
		this.loop = new SessionLoop("consumer of " + orders, this::stay, this::forgetWaiting);
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		try (BrokerSession opened = new BrokerSession(this.connections.open("consumer of " + this.orders), this.orders,
				this.properties, this.arrivals, this.meters)) {
			this.session = opened;
			if (opened.awaitLock()) {
				this.serving = true;
				opened.run();
			}
		}
		finally {
			this.serving = false;
			this.session = null;
		}
	}

	private void forgetWaiting() {
		this.dispatcher.forgetWaiting(this::isFromHere);
	}

	private boolean isFromHere(ReceivedOrder received) {
		return received.session().orders().equals(this.orders);
	}

	void start() {
		this.loop.start();
	}

	/** Gives the queue back, with all that is not done. */
	void stop() throws InterruptedException {
		this.loop.stop(PATIENCE);
	}

	/** Lets delegates finish what they have in hand, and then gives the queue back. */
	void release() throws InterruptedException {
		BrokerSession current = this.session;
		if (current != null) {
			current.stopReceiving();
		}
		forgetWaiting();
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (this.dispatcher.running(this::isFromHere) > 0 && System.nanoTime() < deadline) {
			TimeUnit.MILLISECONDS.sleep(5);
		}
		stop();
		this.arrivals.lostTo(this.orders);
	}

	/** How many of the events that came from the queue are not done. */
	int unfinished() {
		BrokerSession current = this.session;
		return (current != null) ? current.unfinished() : 0;
	}

	/** Whether it has the lock, and the broker. */
	boolean isServing() {
		return this.serving;
	}

	/** How many sidings are in use. */
	int openSidings() {
		return labels().size();
	}

	/**
	 * The accounts that have a siding.
	 * @param measure tells something of a queue
	 * @return what it told, by account
	 */
	<R extends @Nullable Object> Map<String, R> sidings(Function<String, R> measure) {
		Map<String, R> byAccount = new HashMap<>();
		labels().forEach((label) -> byAccount.put(label.context(),
				measure.apply(ThreadDelegateTopology.siding(this.orders, label.siding()))));
		return byAccount;
	}

	private List<SidingLabel> labels() {
		BrokerSession current = this.session;
		return (current != null) ? current.sidings().sidings().labels() : List.of();
	}

}
