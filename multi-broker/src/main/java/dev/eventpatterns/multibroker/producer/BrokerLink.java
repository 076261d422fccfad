package dev.eventpatterns.multibroker.producer;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.multibroker.BrokerHealth;
import dev.eventpatterns.multibroker.Dispatcher;
import dev.eventpatterns.multibroker.MultiBrokerMeters;
import dev.eventpatterns.multibroker.MultiBrokerProperties;
import dev.eventpatterns.multibroker.broker.BrokerConnection;
import dev.eventpatterns.multibroker.broker.BrokerConnections;

/**
 * The thread that writes to one broker, from probe to loss, and tries again and again.
 * However long that takes, it holds up nobody but itself.
 */
final class BrokerLink {

	private final String broker;

	private final BrokerConnections connections;

	private final Dispatcher dispatcher;

	private final Decisions decisions;

	private final MultiBrokerProperties properties;

	private final MultiBrokerMeters.Sending meters;

	private final JsonMapper json;

	private volatile @Nullable LinkStay stay;

	private volatile @Nullable Thread thread;

	BrokerLink(String broker, BrokerConnections connections, Dispatcher dispatcher, Decisions decisions,
			MultiBrokerProperties properties, MultiBrokerMeters.Sending meters, JsonMapper json) {
		this.broker = broker;
		this.connections = connections;
		this.dispatcher = dispatcher;
		this.decisions = decisions;
		this.properties = properties;
		this.meters = meters;
		this.json = json;
	}

	MultiBrokerMeters.Sending meters() {
		return this.meters;
	}

	/** Orders ready in the queue; empty where that is not known. */
	Optional<Long> depth() {
		LinkStay present = this.stay;
		return (present != null) ? present.depth() : Optional.empty();
	}

	void start() {
		Thread started = new Thread(this::run, "link-" + this.broker);
		this.thread = started;
		started.start();
	}

	private void run() {
		try {
			while (this.thread != null) {
				this.dispatcher.tell(this.broker, BrokerHealth::probing);
				stayOnce();
				Thread.sleep(this.properties.probeInterval().toMillis());
			}
		}
		catch (InterruptedException ex) {
			// Stopping.
		}
	}

	private void stayOnce() throws InterruptedException {
		try (LinkStay present = new LinkStay(this.broker, open(), this.dispatcher, this.properties, this.meters)) {
			this.stay = present;
			present.probe();
			present.run(() -> this.decisions.next(this.broker), this.json);
		}
		catch (IOException | TimeoutException | AlreadyClosedException ex) {
			// Told here only if nobody has noticed before.
			this.dispatcher.failed(this.broker, reason(ex));
		}
		catch (RuntimeException ex) {
			this.dispatcher.failed(this.broker, ex.toString());
		}
		finally {
			this.stay = null;
		}
	}

	private BrokerConnection open() throws IOException, TimeoutException {
		return this.connections.open(this.broker, "multi-broker producer");
	}

	private static String reason(Exception failure) {
		return (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
	}

	/** Looks whether a confirm is overdue. */
	void check() {
		LinkStay present = this.stay;
		if (present != null) {
			present.check();
		}
	}

	void stop() {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped != null) {
			stopped.interrupt();
		}
	}

	void join(Duration patience) throws InterruptedException {
		// Its thread ends with its connection.
		long deadline = System.nanoTime() + patience.toNanos();
		while (this.stay != null && System.nanoTime() < deadline) {
			Thread.sleep(5);
		}
	}

}
