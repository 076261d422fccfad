package dev.eventpatterns.ambulance.consumer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Delivery;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.ambulance.AmbulanceMeters;
import dev.eventpatterns.ambulance.AmbulanceProperties;
import dev.eventpatterns.ambulance.Lane;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.QueueSession;
import dev.eventpatterns.trading.service.SessionLoop;

/**
 * Feeds the hand-over from the two queues, and waits with back-off for a broker that is
 * lost. What waits when it is lost is forgotten, since it is delivered again.
 */
@Component
@Profile(LaneThreads.ROLE)
@Import(BrokerConnections.class)
class OrderConsumer implements SmartLifecycle {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

	private final BrokerConnections connections;

	private final AmbulanceProperties properties;

	private final LaneThreads threads;

	private final AmbulanceMeters meters;

	private final SessionLoop loop;

	OrderConsumer(BrokerConnections connections, AmbulanceProperties properties, LaneThreads threads,
			AmbulanceMeters meters) {
		this.connections = connections;
		this.properties = properties;
		this.threads = threads;
		this.meters = meters;
		this.loop = new SessionLoop("order-consumer", this::stay, threads.handover()::clear);
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		try (QueueSession session = new QueueSession(this.connections.open("ambulance consumer"),
				this.properties.confirmTimeout())) {
			for (Lane lane : Lane.values()) {
				// For each thread that serves the lane in mode ambulance, an order in its
				// hands and one that waits, so that the next is there when one is done.
				int servants = (lane == Lane.PRIORITY) ? this.properties.priorityThreads() : this.properties.threads();
				session.consume(this.properties.queue().of(lane), 2 * servants,
						(message) -> receive(session, lane, message));
			}
			session.awaitLoss(CHECK_INTERVAL, () -> {
			});
		}
	}

	private void receive(QueueSession session, Lane lane, Delivery message) {
		TradeOrder order;
		try {
			order = TradeOrderMessages.read(message.getBody(), message.getProperties().getContentType(),
					message.getProperties().getMessageId());
		}
		catch (MalformedOrderException ex) {
			this.meters.of(lane).handedOver();
			session.handOver(message, ex, () -> session.acknowledge(message.getEnvelope().getDeliveryTag(), false));
			return;
		}
		ReceivedOrder received = new ReceivedOrder(session, lane, message, order, Instant.now(), 1);
		this.threads.handover().put(lane, received, received.since());
	}

	@Override
	public void start() {
		this.threads.start();
		this.loop.start();
	}

	/** Lets the threads finish while their acks can still go out. */
	@Override
	public void stop() {
		try {
			this.threads.stop(PATIENCE);
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
