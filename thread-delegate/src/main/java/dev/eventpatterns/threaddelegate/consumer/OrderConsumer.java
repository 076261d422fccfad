package dev.eventpatterns.threaddelegate.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Delivery;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.threaddelegate.Dispatcher;
import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.threaddelegate.ThreadDelegateMeters;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.SessionLoop;

/**
 * Feeds the dispatcher from the queue, and waits with back-off for a queue that is lost.
 * The dispatcher outlives the stays at the queue: an order that a delegate still has in
 * hand when it is delivered again must not be handled twice at once.
 */
@Component
@Profile(Role.CONSUMER)
class OrderConsumer implements SmartLifecycle {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final BrokerConnections connections;

	private final ThreadDelegateProperties properties;

	private final Dispatcher<ReceivedOrder> dispatcher;

	private final Delegates delegates;

	private final FailedOrders failedOrders;

	private final ThreadDelegateMeters meters;

	private final SessionLoop loop;

	private long arrivals;

	OrderConsumer(BrokerConnections connections, ThreadDelegateProperties properties,
			Dispatcher<ReceivedOrder> dispatcher, Delegates delegates, FailedOrders failedOrders,
			ThreadDelegateMeters meters) {
		this.connections = connections;
		this.properties = properties;
		this.dispatcher = dispatcher;
		this.delegates = delegates;
		this.failedOrders = failedOrders;
		this.meters = meters;
		this.loop = new SessionLoop("order-consumer", this::stay, dispatcher::forgetWaiting);
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		try (BrokerSession session = new BrokerSession(this.connections.open("thread-delegate consumer"),
				this.properties)) {
			session.run((message) -> receive(session, message));
		}
	}

	private void receive(BrokerSession session, Delivery message) {
		ReceivedOrder received;
		try {
			received = new ReceivedOrder(session, message, TradeOrderMessages.read(message.getBody(),
					message.getProperties().getContentType(), message.getProperties().getMessageId()));
		}
		catch (MalformedOrderException ex) {
			this.meters.handedOver();
			session.handOver(message, ex);
			return;
		}
		String context = this.properties.mode().context(received.order(), this.arrivals++);
		if (this.failedOrders.isAwaited(context, received)) {
			this.dispatcher.submitMended(context, received);
		}
		else {
			this.dispatcher.submit(context, received);
		}
	}

	@Override
	public void start() {
		this.delegates.start();
		this.loop.start();
	}

	/** Lets the delegates finish while their acks can still go out. */
	@Override
	public void stop() {
		try {
			this.delegates.stop(PATIENCE);
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
