package dev.eventpatterns.blueprint.consumer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;

import dev.eventpatterns.ambulance.AmbulanceTopology;
import dev.eventpatterns.ambulance.Lane;
import dev.eventpatterns.ambulance.Mode;
import dev.eventpatterns.ambulance.TwoLaneHandover;
import dev.eventpatterns.blueprint.BlueprintMeters;
import dev.eventpatterns.blueprint.BlueprintProperties;
import dev.eventpatterns.blueprint.Role;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.MessageTraces;
import dev.eventpatterns.trading.service.OrderScope;
import dev.eventpatterns.trading.service.ProcessedEvent;
import dev.eventpatterns.trading.service.QueueSession;
import dev.eventpatterns.trading.service.SessionLoop;

/**
 * The lane of the urgent orders: a queue and slots of their own, which serve nothing else
 * (a carpool). A slot costs a thread that sleeps; how many delegates serve the other
 * orders is the supervisor's business. A failed order is tried again after a moment,
 * before all others of the lane, and goes to the workflow queue after the last time.
 */
@Component
@Profile(Role.CONSUMER)
class UrgentLane implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(UrgentLane.class);

	private static final String URGENT = "urgent";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

	private final BrokerConnections connections;

	private final BlueprintProperties properties;

	private final OrderPlacing placing;

	private final BlueprintMeters meters;

	private final JsonMapper json;

	private final MessageTraces traces;

	private final TwoLaneHandover<UrgentOrder> handover = new TwoLaneHandover<>(Mode.CARPOOL, Duration.ofSeconds(1),
			Duration.ZERO, System::nanoTime);

	private final SessionLoop loop;

	private final List<Thread> slots = new ArrayList<>();

	UrgentLane(BrokerConnections connections, BlueprintProperties properties, OrderPlacing placing,
			BlueprintMeters meters, JsonMapper json, MessageTraces traces) {
		this.connections = connections;
		this.properties = properties;
		this.placing = placing;
		this.meters = meters;
		this.json = json;
		this.traces = traces;
		this.loop = new SessionLoop("urgent-lane", this::stay, this.handover::clear);
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		try (QueueSession session = new QueueSession(this.connections.open("blueprint urgent lane"),
				this.properties.confirmTimeout())) {
			// One in hand, and one that waits, so that the slot need not.
			session.consume(this.properties.queue().urgent(), 2 * this.properties.urgentSlots(),
					(message) -> receive(session, message));
			session.awaitLoss(CHECK_INTERVAL, () -> {
			});
		}
	}

	private void receive(QueueSession session, Delivery message) {
		Instant now = Instant.now();
		try {
			TradeOrder order = TradeOrderMessages.read(message.getBody(), message.getProperties().getContentType(),
					message.getProperties().getMessageId());
			BackOffExecution retries = this.properties.urgentRetrySchedule().start();
			this.handover.put(Lane.PRIORITY, new UrgentOrder(session, message, order, now, retries), now);
		}
		catch (MalformedOrderException ex) {
			handOver(session, message, ex);
		}
	}

	private void run(String slot) {
		try {
			for (TwoLaneHandover.Handed<UrgentOrder> next = this.handover
				.take(Lane.PRIORITY); next != null; next = this.handover.take(Lane.PRIORITY)) {
				handle(slot, next.order());
			}
		}
		catch (InterruptedException ex) {
			// Stopping; what is unacknowledged is delivered again.
		}
	}

	private void handle(String slot, UrgentOrder urgent) throws InterruptedException {
		try (OrderScope scope = this.traces.handling("handle urgent", urgent.order(),
				urgent.message().getProperties().getHeaders())) {
			Instant startedAt = Instant.now();
			try {
				this.placing.handle(urgent.order(), URGENT);
				handled(slot, urgent, startedAt);
			}
			catch (InterruptedException ex) {
				throw ex;
			}
			catch (Throwable ex) {
				// Whatever is thrown must not end the slot.
				scope.failed(ex);
				failed(urgent, ex);
			}
		}
	}

	private void handled(String slot, UrgentOrder urgent, Instant startedAt) {
		this.meters.urgent();
		ProcessedEvent event = ProcessedEvent
			.of(urgent.order(), urgent.message(), slot, urgent.receivedAt(), startedAt, Instant.now())
			.inLane(Lane.PRIORITY.label());
		urgent.session()
			.tell(AmbulanceTopology.PROCESSED_EXCHANGE, this.json.writeValueAsBytes(event), urgent::acknowledge);
	}

	/** The slot waits with it: an account's next urgent order must not pass it. */
	private void failed(UrgentOrder urgent, Throwable cause) throws InterruptedException {
		long delay = urgent.retries().nextBackOff();
		if (delay != BackOffExecution.STOP) {
			Thread.sleep(delay);
			urgent.session().whileOpen(() -> this.handover.putAgain(Lane.PRIORITY, urgent, urgent.receivedAt()));
			return;
		}
		log.warn("Urgent order {} goes to the workflow queue: {}", urgent.order().orderId(), cause.toString());
		handOver(urgent.session(), urgent.message(), cause);
	}

	private void handOver(QueueSession session, Delivery message, Throwable cause) {
		this.meters.handedOver();
		session.handOver(message, cause, () -> session.acknowledge(message.getEnvelope().getDeliveryTag(), false));
	}

	@Override
	public void start() {
		for (int i = 1; i <= this.properties.urgentSlots(); i++) {
			String name = "urgent-" + i;
			Thread slot = new Thread(() -> run(name), name);
			this.slots.add(slot);
			slot.start();
		}
		this.loop.start();
	}

	/** Lets the slots finish while their acks can still go out. */
	@Override
	public void stop() {
		this.handover.close();
		try {
			for (Thread slot : this.slots) {
				slot.join(PATIENCE.toMillis());
				slot.interrupt();
			}
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
