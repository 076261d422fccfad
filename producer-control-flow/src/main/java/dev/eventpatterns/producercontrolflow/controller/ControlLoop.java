package dev.eventpatterns.producercontrolflow.controller;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.producercontrolflow.FlowController;
import dev.eventpatterns.producercontrolflow.FlowDecision;
import dev.eventpatterns.producercontrolflow.FlowDecision.Kind;
import dev.eventpatterns.producercontrolflow.FlowObservation;
import dev.eventpatterns.producercontrolflow.FlowPart;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowMeters;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowProperties;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowTopology;
import dev.eventpatterns.producercontrolflow.Role;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.BrokerLock;
import dev.eventpatterns.trading.service.QueueSession;
import dev.eventpatterns.trading.service.SessionLoop;

/**
 * Lets the core decide again and again. Of several controllers one tells producers; the
 * others decide for themselves, so that one that takes over goes on where the last was. A
 * throttle is repeated in every interval, its end for a signal's validity, and then there
 * is silence; so is when the depth is not known: producers are back to normal then.
 */
@Component
@Profile(Role.CONTROLLER)
@Import(BrokerConnections.class)
class ControlLoop implements SmartLifecycle, FlowPart {

	private static final Logger log = LoggerFactory.getLogger(ControlLoop.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int PREFETCH = 100;

	private final BrokerConnections connections;

	private final ProducerControlFlowProperties properties;

	private final Announcements announcements;

	private final ChannelProbe probe;

	private final SignalSender sender;

	private final FlowController controller;

	private final BrokerLock lock;

	private final SessionLoop loop;

	private volatile FlowState state = FlowState.NOTHING;

	private boolean leading;

	/**
	 * Until when the end of a throttle is repeated, as {@link System#nanoTime} counts.
	 */
	private @Nullable Long releasedUntil;

	ControlLoop(BrokerConnections connections, ProducerControlFlowProperties properties, Announcements announcements,
			ChannelProbe probe, SignalSender sender, ProducerControlFlowMeters meters) {
		this.connections = connections;
		this.properties = properties;
		this.announcements = announcements;
		this.probe = probe;
		this.sender = sender;
		this.controller = new FlowController(properties.flowSettings());
		this.lock = new BrokerLock(ProducerControlFlowTopology.LEADER_QUEUE + properties.queue().orders());
		this.loop = new SessionLoop("flow-control", this::stay, this::lost);
		meters.watchController(() -> number(this.state.depth()), () -> this.state.consumingPerSecond(),
				() -> number(this.state.permittedPerSecond()),
				() -> announcements.producers().present(System.nanoTime()).size(), () -> this.state.leading() ? 1 : 0);
	}

	private static double number(@Nullable Number value) {
		return (value != null) ? value.doubleValue() : Double.NaN;
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		Connection connection = this.connections.open("producer-control-flow controller");
		try (QueueSession session = new QueueSession(connection, this.properties.confirmTimeout())) {
			session.consume(
					ProducerControlFlowTopology.listen(connection, ProducerControlFlowTopology.PRESENCE_EXCHANGE, ""),
					PREFETCH, (message) -> {
						if (this.announcements.onPresence(message)) {
							welcome(session);
						}
						session.acknowledge(message.getEnvelope().getDeliveryTag(), false);
					});
			session.consume(ProducerControlFlowTopology.listen(connection, ProducerControlFlowTopology.CONTROL_EXCHANGE,
					ProducerControlFlowTopology.SUPERVISOR_DECISIONS), PREFETCH, (message) -> {
						this.announcements.onSupervisor(message);
						session.acknowledge(message.getEnvelope().getDeliveryTag(), false);
					});
			session.awaitLoss(this.properties.interval(), () -> decide(session, connection));
		}
	}

	/** Whoever is new is told at once what holds for all. */
	private synchronized void welcome(QueueSession session) {
		FlowState now = this.state;
		if (this.leading && now.permittedPerSecond() != null && now.depth() != null) {
			this.sender.signal(session, now.permittedPerWeight(), now.reason());
		}
	}

	private synchronized void decide(QueueSession session, Connection connection) {
		this.leading = this.leading || lead(session, connection);
		long nanos = System.nanoTime();
		@Nullable ChannelSample sample = this.probe.sample(connection).orElse(null);
		Long depth = (sample != null) ? sample.messagesReady() : null;
		FlowDecision decision = this.controller
			.decide(new FlowObservation(nanos, depth, this.announcements.producers().published(nanos),
					(sample != null) ? sample.ackRate() : null, this.announcements.producers().present(nanos),
					this.announcements.scale((sample != null) ? sample.consumers() : null)));
		this.state = new FlowState(this.leading, depth, decision.consumingPerSecond(), decision.toPerSecond(),
				decision.perWeight(), decision.reason());
		if (decision.kind() == Kind.RELEASED) {
			this.releasedUntil = nanos + this.properties.signalTtl().toNanos();
		}
		if (this.leading && depth != null) {
			tell(session, decision, nanos);
		}
	}

	private boolean lead(QueueSession session, Connection connection) {
		try {
			boolean leads = this.lock.tryAcquire(connection);
			if (leads) {
				log.info("Decides for {}", this.properties.queue().orders());
			}
			return leads;
		}
		catch (IOException | RuntimeException ex) {
			session.breakOff("cannot ask who decides: " + ex);
			return false;
		}
	}

	private void tell(QueueSession session, FlowDecision decision, long nanos) {
		boolean justReleased = this.releasedUntil != null && nanos < this.releasedUntil;
		if (decision.perWeight() != null || justReleased) {
			this.sender.signal(session, decision.perWeight(), decision.reason());
		}
		if (decision.kind() != Kind.UNCHANGED) {
			this.sender.decision(session, decision);
		}
	}

	private synchronized void lost() {
		this.leading = false;
		this.state = FlowState.NOTHING;
	}

	@Override
	public String role() {
		return "controller";
	}

	@Override
	public Object show() {
		return new ControllerView(this.state, this.properties.lowWater(), this.properties.highWater(),
				this.announcements.producers().present(System.nanoTime()));
	}

	@Override
	public void start() {
		this.loop.start();
	}

	@Override
	public void stop() {
		try {
			this.loop.stop(PATIENCE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

}
