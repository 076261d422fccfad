package dev.eventpatterns.ambulance.consumer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.NoOpMetricsCollector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

import dev.eventpatterns.ambulance.AmbulanceMeters;
import dev.eventpatterns.ambulance.AmbulanceProperties;
import dev.eventpatterns.ambulance.Lane;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/**
 * Feeds the hand-over from the two queues, and waits with back-off for a broker that is
 * lost. What waits when it is lost is forgotten, since it is delivered again.
 */
@Component
@Profile(LaneThreads.ROLE)
class OrderConsumer implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(OrderConsumer.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	private final RabbitConnectionDetails broker;

	private final ConnectionFactory factory;

	private final ObjectProvider<AmqpAdmin> admin;

	private final AmbulanceProperties properties;

	private final LaneThreads threads;

	private final AmbulanceMeters meters;

	private volatile @Nullable Thread thread;

	OrderConsumer(RabbitConnectionDetails broker, CachingConnectionFactory connectionFactory,
			ObjectProvider<AmqpAdmin> admin, AmbulanceProperties properties, LaneThreads threads,
			AmbulanceMeters meters) {
		this.broker = broker;
		this.factory = connectionFactory.getRabbitConnectionFactory().clone();
		this.factory.setMetricsCollector(new NoOpMetricsCollector());
		this.admin = admin;
		this.properties = properties;
		this.threads = threads;
		this.meters = meters;
	}

	private void run() {
		ExponentialBackOff schedule = new ExponentialBackOff(100, 2);
		schedule.setMaxInterval(LONGEST_PAUSE.toMillis());
		BackOffExecution backOff = schedule.start();
		try {
			while (isRunning()) {
				long openedAt = System.nanoTime();
				try (BrokerSession session = open()) {
					session.run((lane, message) -> receive(session, lane, message));
					log.warn("Lost the queues");
				}
				catch (IOException | TimeoutException | RuntimeException ex) {
					log.warn("Cannot consume, and tries again: {}", ex.toString());
				}
				this.threads.handover().clear();
				if (System.nanoTime() - openedAt > 2 * LONGEST_PAUSE.toNanos()) {
					backOff = schedule.start();
				}
				Thread.sleep(backOff.nextBackOff());
			}
		}
		catch (InterruptedException ex) {
			this.threads.handover().clear();
		}
	}

	private BrokerSession open() throws IOException, TimeoutException {
		this.admin.ifAvailable(AmqpAdmin::initialize);
		List<Address> addresses = this.broker.getAddresses()
			.stream()
			.map((address) -> new Address(address.host(), address.port()))
			.toList();
		Connection connection = this.factory.newConnection(addresses, "ambulance consumer");
		try {
			return new BrokerSession(connection, this.properties);
		}
		catch (IOException | RuntimeException ex) {
			// Nobody else knows of this connection yet.
			connection.abort();
			throw ex;
		}
	}

	private void receive(BrokerSession session, Lane lane, Delivery message) {
		TradeOrder order;
		try {
			order = TradeOrderMessages.read(message.getBody(), message.getProperties().getContentType(),
					message.getProperties().getMessageId());
		}
		catch (MalformedOrderException ex) {
			this.meters.of(lane).handedOver();
			session.handOver(message, ex);
			return;
		}
		ReceivedOrder received = new ReceivedOrder(session, lane, message, order, Instant.now(), 1);
		session.whileOpen(() -> this.threads.handover().put(lane, received, received.since()));
	}

	@Override
	public void start() {
		this.threads.start();
		Thread started = new Thread(this::run, "order-consumer");
		this.thread = started;
		started.start();
	}

	/** Lets the threads finish while their acks can still go out. */
	@Override
	public void stop() {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped == null) {
			return;
		}
		try {
			this.threads.stop(PATIENCE);
			stopped.interrupt();
			stopped.join(PATIENCE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
