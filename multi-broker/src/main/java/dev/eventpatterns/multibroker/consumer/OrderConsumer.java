package dev.eventpatterns.multibroker.consumer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

import dev.eventpatterns.multibroker.Arrival;
import dev.eventpatterns.multibroker.MultiBrokerProperties;
import dev.eventpatterns.multibroker.Routing;
import dev.eventpatterns.multibroker.broker.BrokerConnection;
import dev.eventpatterns.multibroker.broker.BrokerConnections;
import dev.eventpatterns.multibroker.broker.BrokerFigures;
import dev.eventpatterns.multibroker.broker.FenceMessage;
import dev.eventpatterns.multibroker.broker.OrderHeaders;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.BrokerLock;
import dev.eventpatterns.trading.service.QueueSession;
import dev.eventpatterns.trading.service.SessionLoop;

/**
 * Feeds the workers from all brokers, and waits with back-off for each that is lost. What
 * waits when it is lost is forgotten, since it is delivered again.
 * <p>
 * With routing by context, one instance consumes from a broker at a time: two would each
 * have a part of an account's orders.
 */
@Component
@Profile(OrderWorkers.ROLE)
class OrderConsumer implements SmartLifecycle, BrokerFigures {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration CHECK_INTERVAL = Duration.ofMillis(20);

	private static final Duration LOCK_INTERVAL = Duration.ofMillis(500);

	private static final byte[] EMPTY = new byte[0];

	private final BrokerConnections connections;

	private final MultiBrokerProperties properties;

	private final OrderWorkers workers;

	private final Map<String, SessionLoop> loops = new LinkedHashMap<>();

	private final Set<String> consuming = ConcurrentHashMap.newKeySet();

	private final ExecutorService answers;

	OrderConsumer(BrokerConnections connections, MultiBrokerProperties properties, OrderWorkers workers) {
		this.connections = connections;
		this.properties = properties;
		this.workers = workers;
		CustomizableThreadFactory daemons = new CustomizableThreadFactory("fence-answers-");
		daemons.setDaemon(true);
		this.answers = Executors.newSingleThreadExecutor(daemons);
		for (String broker : connections.names()) {
			this.loops.put(broker, new SessionLoop("consumer-" + broker, () -> stay(broker), () -> {
				this.consuming.remove(broker);
				workers.lanes().clear(broker);
			}));
		}
	}

	private void stay(String broker) throws IOException, TimeoutException, InterruptedException {
		BrokerConnection connection = this.connections.open(broker, "multi-broker consumer");
		try (QueueSession session = new QueueSession(connection.connection(), this.properties.confirmTimeout())) {
			Fences.Asking fences = this.workers.fences().on(broker, connection.channel(), this.workers.lanes());
			boolean byContext = this.properties.routing() == Routing.BY_CONTEXT;
			if (byContext) {
				awaitTurn(connection.connection(), session, fences);
			}
			session.consume(this.properties.queue().orders(),
					this.properties.prefetch() + (byContext ? this.properties.maxHeld() : 0),
					(message) -> receive(session, broker, message));
			this.consuming.add(broker);
			session.awaitLoss(CHECK_INTERVAL, fences::putMissing);
		}
	}

	private void awaitTurn(Connection connection, QueueSession session, Fences.Asking fences)
			throws IOException, InterruptedException {
		BrokerLock turn = new BrokerLock(this.properties.queue().orders() + ".consumer");
		while (!session.isLost() && !turn.tryAcquire(connection)) {
			fences.putMissing();
			Thread.sleep(LOCK_INTERVAL.toMillis());
		}
	}

	private void receive(QueueSession session, String broker, Delivery message) {
		AMQP.BasicProperties about = message.getProperties();
		long tag = message.getEnvelope().getDeliveryTag();
		if (FenceMessage.isFence(about)) {
			FenceMessage fence = FenceMessage.of(about);
			this.workers.lanes().fence(broker, fence.context(), fence.before(), () -> this.answers.execute(() -> {
				if (about.getReplyTo() != null) {
					session.publish("", about.getReplyTo(), false, fence.answer(), EMPTY, () -> {
					});
				}
				session.acknowledge(tag, false);
			}));
			return;
		}
		TradeOrder order;
		try {
			order = TradeOrderMessages.read(message.getBody(), about.getContentType(), about.getMessageId());
		}
		catch (MalformedOrderException ex) {
			this.workers.meters(broker).handedOver();
			session.handOver(message, ex, () -> session.acknowledge(tag, false));
			return;
		}
		String id = (order.orderId() != null) ? order.orderId() : OrderIds.next();
		ReceivedOrder received = new ReceivedOrder(session, id, message, order, Instant.now(),
				new ReceivedOrder.Tries());
		if (this.properties.routing() == Routing.BY_CONTEXT) {
			this.workers.lanes()
				.put(new Arrival<>(broker, order.account(), OrderHeaders.position(about), OrderHeaders.after(about),
						received));
		}
		else {
			// Two of the same id must not be handled at once: neither would be
			// recognized.
			this.workers.lanes().put(new Arrival<>(broker, id, 0, Map.of(), received));
		}
	}

	@Override
	public boolean isUsable(String broker) {
		return this.consuming.contains(broker);
	}

	@Override
	public Map<String, Object> figures(String broker) {
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("consuming", isUsable(broker));
		figures.put("processed", this.workers.meters(broker).count());
		figures.put("duplicates", this.workers.meters(broker).duplicates());
		figures.put("held", this.workers.lanes().held(broker));
		return figures;
	}

	@Override
	public void start() {
		this.workers.start();
		this.loops.values().forEach(SessionLoop::start);
	}

	/** Lets the workers finish while their acks can still go out. */
	@Override
	public void stop() {
		try {
			this.workers.stop(PATIENCE);
			for (SessionLoop loop : this.loops.values()) {
				loop.stop(PATIENCE);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.loops.values().stream().anyMatch(SessionLoop::isRunning);
	}

}
