package dev.eventpatterns.producercontrolflow.producer;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.producercontrolflow.FlowPart;
import dev.eventpatterns.producercontrolflow.FlowSignal;
import dev.eventpatterns.producercontrolflow.OrderBuffer;
import dev.eventpatterns.producercontrolflow.Presence;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowMeters;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowProperties;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowTopology;
import dev.eventpatterns.producercontrolflow.RateMeter;
import dev.eventpatterns.producercontrolflow.Role;
import dev.eventpatterns.producercontrolflow.SignalGate;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.QueueSession;
import dev.eventpatterns.trading.service.SessionLoop;

/**
 * A producer's connection: hears signals on a queue of its own, announces itself again
 * and again, and lets orders out. Listens before it announces itself, so that the answer
 * finds it listening.
 */
@Component
@Profile(Role.PRODUCER)
@Import(BrokerConnections.class)
class FlowLink implements SmartLifecycle, FlowPart {

	private static final Logger log = LoggerFactory.getLogger(FlowLink.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int PREFETCH = 100;

	/** Stopped behind the web server: callers that wait are answered first. */
	private static final int PHASE = 0;

	private final String name = UUID.randomUUID().toString();

	private final BrokerConnections connections;

	private final ProducerControlFlowProperties properties;

	private final SignalGate gate;

	private final OrderOutlet outlet;

	private final OrderBuffer buffer;

	private final ProducerControlFlowMeters meters;

	private final JsonMapper json;

	private final RateMeter offered = new RateMeter();

	private final SessionLoop loop;

	private long announced;

	FlowLink(BrokerConnections connections, ProducerControlFlowProperties properties, SignalGate gate,
			OrderOutlet outlet, OrderBuffer buffer, ProducerControlFlowMeters meters, JsonMapper json) {
		this.connections = connections;
		this.properties = properties;
		this.gate = gate;
		this.outlet = outlet;
		this.buffer = buffer;
		this.meters = meters;
		this.json = json;
		this.loop = new SessionLoop("order-outlet", this::stay, () -> {
		});
		meters.watchProducer(() -> gate.permittedPerSecond(System.nanoTime()),
				() -> gate.throttled(System.nanoTime()) ? 1 : 0, buffer::backlog, buffer::fill);
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		Connection connection = this.connections.open("producer-control-flow producer");
		try (QueueSession session = new QueueSession(connection, this.properties.confirmTimeout())) {
			session.consume(
					ProducerControlFlowTopology.listen(connection, ProducerControlFlowTopology.SIGNAL_EXCHANGE, ""),
					PREFETCH, (message) -> {
						on(message);
						session.acknowledge(message.getEnvelope().getDeliveryTag(), false);
					});
			this.outlet.connected();
			this.announced = System.nanoTime() - this.properties.interval().toNanos();
			try {
				while (!session.isLost()) {
					announceWhenDue(session);
					this.outlet.sendSome(session);
				}
			}
			finally {
				announce(session, true);
			}
		}
	}

	/** What cannot be read, or is no signal that could be obeyed, changes nothing. */
	private void on(Delivery message) {
		try {
			FlowSignal signal = Optional.ofNullable(this.json.readValue(message.getBody(), FlowSignal.class))
				.orElseThrow(() -> new IllegalArgumentException("null is no signal"));
			SignalGate.Receipt receipt = this.gate.receive(signal, System.nanoTime());
			this.meters.heard(receipt.name().toLowerCase(Locale.ROOT));
			this.outlet.keepToSignal();
		}
		catch (JacksonException | IllegalArgumentException ex) {
			this.meters.heard("malformed");
			log.warn("Ignores what is no flow signal: {}", ex.toString().lines().findFirst().orElse(""));
		}
	}

	private void announceWhenDue(QueueSession session) {
		if (System.nanoTime() - this.announced >= this.properties.interval().toNanos()) {
			this.announced = System.nanoTime();
			announce(session, false);
		}
	}

	private void announce(QueueSession session, boolean leaving) {
		AMQP.BasicProperties fleeting = new AMQP.BasicProperties.Builder().contentType("application/json")
			.expiration(String.valueOf(this.properties.signalTtl().toMillis()))
			.build();
		session.publish(ProducerControlFlowTopology.PRESENCE_EXCHANGE, "", false, fleeting,
				this.json.writeValueAsBytes(presence(leaving)), () -> {
				});
	}

	private Presence presence(boolean leaving) {
		return new Presence(this.name, this.properties.queue().orders(), this.properties.weight(),
				this.offered.perSecond(System.nanoTime()), this.outlet.publishedPerSecond(), this.outlet.published(),
				this.buffer.backlog(), this.gate.epoch(), leaving);
	}

	/** Callers want to send. */
	void offered(int orders) {
		this.offered.add(orders, System.nanoTime());
	}

	@Override
	public String role() {
		return "producer";
	}

	@Override
	public Object show() {
		long nanos = System.nanoTime();
		return new ProducerView(presence(false), this.gate.permittedPerSecond(nanos), this.gate.throttled(nanos),
				this.gate.valid(nanos));
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

	@Override
	public int getPhase() {
		return PHASE;
	}

}
