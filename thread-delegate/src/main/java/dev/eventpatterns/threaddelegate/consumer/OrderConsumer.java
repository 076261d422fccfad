package dev.eventpatterns.threaddelegate.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.NoOpMetricsCollector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

import dev.eventpatterns.threaddelegate.Dispatcher;
import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.threaddelegate.ThreadDelegateMeters;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/**
 * Feeds the dispatcher from the queue, and waits with back-off for a queue that is lost.
 * The dispatcher outlives the stays at the queue: an order that a delegate still has in
 * hand when it is delivered again must not be handled twice at once.
 */
@Component
@Profile(Role.CONSUMER)
class OrderConsumer implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(OrderConsumer.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final RabbitConnectionDetails broker;

	private final ConnectionFactory factory;

	private final AmqpAdmin admin;

	private final ThreadDelegateProperties properties;

	private final Dispatcher<Delivery> dispatcher;

	private final Delegates delegates;

	private final FailedOrders failedOrders;

	private final ThreadDelegateMeters meters;

	private volatile @Nullable Thread thread;

	private long arrivals;

	OrderConsumer(RabbitConnectionDetails broker, CachingConnectionFactory connectionFactory, AmqpAdmin admin,
			ThreadDelegateProperties properties, Dispatcher<Delivery> dispatcher, Delegates delegates,
			FailedOrders failedOrders, ThreadDelegateMeters meters) {
		this.broker = broker;
		this.factory = connectionFactory.getRabbitConnectionFactory().clone();
		this.factory.setMetricsCollector(new NoOpMetricsCollector());
		this.admin = admin;
		this.properties = properties;
		this.dispatcher = dispatcher;
		this.delegates = delegates;
		this.failedOrders = failedOrders;
		this.meters = meters;
	}

	private void run() {
		ExponentialBackOff schedule = new ExponentialBackOff(100, 2);
		schedule.setMaxInterval(1_000);
		BackOffExecution backOff = schedule.start();
		try {
			while (isRunning()) {
				try (BrokerSession session = open()) {
					backOff = schedule.start();
					session.run((tag, message) -> receive(session, message));
					log.warn("Lost {}", this.properties.queue().orders());
				}
				catch (IOException | TimeoutException | AmqpException | AlreadyClosedException ex) {
					log.warn("Cannot consume from {}, and tries again: {}", this.properties.queue().orders(),
							ex.toString());
				}
				this.dispatcher.forgetWaiting();
				Thread.sleep(backOff.nextBackOff());
			}
		}
		catch (InterruptedException ex) {
			// Stopping.
		}
	}

	private BrokerSession open() throws IOException, TimeoutException {
		this.admin.initialize();
		List<Address> addresses = this.broker.getAddresses()
			.stream()
			.map((address) -> new Address(address.host(), address.port()))
			.toList();
		Connection connection = this.factory.newConnection(addresses, "thread-delegate consumer");
		try {
			return new BrokerSession(connection, this.properties);
		}
		catch (IOException | RuntimeException ex) {
			// Nobody else knows of this connection yet.
			connection.abort();
			throw ex;
		}
	}

	private void receive(BrokerSession session, com.rabbitmq.client.Delivery message) {
		Delivery delivery;
		try {
			delivery = new Delivery(session, message, TradeOrderMessages.read(message.getBody(),
					message.getProperties().getContentType(), message.getProperties().getMessageId()));
		}
		catch (MalformedOrderException ex) {
			this.meters.handedOver();
			session.handOver(message.getEnvelope(), message.getProperties(), message.getBody(), ex);
			return;
		}
		String context = this.properties.mode().context(delivery.order(), this.arrivals++);
		if (this.failedOrders.isAwaited(context, delivery)) {
			this.dispatcher.submitMended(context, delivery);
		}
		else {
			this.dispatcher.submit(context, delivery);
		}
	}

	@Override
	public void start() {
		this.delegates.start();
		Thread started = new Thread(this::run, "order-consumer");
		this.thread = started;
		started.start();
	}

	/** Lets the delegates finish while their acks can still go out. */
	@Override
	public void stop() {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped == null) {
			return;
		}
		try {
			this.delegates.stop(PATIENCE);
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
