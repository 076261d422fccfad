package dev.eventpatterns.eventforwarding.forwarder;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.amqp.AmqpException;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.eventforwarding.broker.BrokerConnections;
import dev.eventpatterns.eventforwarding.EventForwardingMeters;
import dev.eventpatterns.eventforwarding.EventForwardingProperties;
import dev.eventpatterns.eventforwarding.Hop;
import dev.eventpatterns.eventforwarding.Role;
import dev.eventpatterns.trading.service.MessageTraces;

/**
 * Keeps a {@link ForwardingSession} running: whenever the queue it reads from is lost,
 * with its broker or by itself, it waits for it with back-off.
 */
@Component
@Profile(Role.FORWARDER)
class Forwarder implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Forwarder.class);

	private static final long STOP_TIMEOUT_MILLIS = 10_000;

	private final BrokerConnections connections;

	private final EventForwardingProperties properties;

	private final EventForwardingMeters meters;

	private final EventForwardingMeters.Publishing publishing;

	private final MessageTraces traces;

	private volatile @Nullable ForwardingSession session;

	private volatile @Nullable Thread thread;

	Forwarder(BrokerConnections connections, EventForwardingProperties properties, EventForwardingMeters meters,
			MessageTraces traces) {
		this.connections = connections;
		this.properties = properties;
		this.meters = meters;
		this.traces = traces;
		this.publishing = meters.publishing(Hop.FORWARDER, this::inFlight);
	}

	private void run() {
		Backoff backoff = new Backoff();
		try {
			while (isRunning()) {
				try (ForwardingSession current = new ForwardingSession(this.connections, this.properties, this.meters,
						this.publishing, this.traces)) {
					this.session = current;
					backoff.reset();
					current.run();
				}
				catch (IOException | TimeoutException | AmqpException | AlreadyClosedException ex) {
					log.warn("Forwarder cannot read {}, and tries again: {}", this.properties.queue().orders(),
							ex.toString());
				}
				backoff.pause();
			}
		}
		catch (InterruptedException ex) {
			// Stopping; what is not acknowledged goes back to its queue.
		}
	}

	private int inFlight() {
		ForwardingSession current = this.session;
		return (current != null) ? current.inFlight() : 0;
	}

	@Override
	public void start() {
		Thread started = new Thread(this::run, "forwarder");
		this.thread = started;
		started.start();
	}

	@Override
	public void stop() {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped != null) {
			stopped.interrupt();
			try {
				stopped.join(STOP_TIMEOUT_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
