package dev.eventpatterns.threaddelegate.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.threaddelegate.Dispatcher;
import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.threaddelegate.SidingLabel;
import dev.eventpatterns.threaddelegate.Sidings;
import dev.eventpatterns.threaddelegate.ThreadDelegateMeters;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.threaddelegate.ThreadDelegateTopology;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrder;
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

	private final AtomicLong arrivals = new AtomicLong();

	private volatile @Nullable BrokerSession session;

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
		SessionIntake intake = new SessionIntake();
		try (BrokerSession opened = new BrokerSession(this.connections.open("thread-delegate consumer"),
				this.properties.queue().orders(), this.properties, intake, this.meters)) {
			intake.session = opened;
			this.session = opened;
			opened.run(intake::arrived);
		}
		finally {
			this.session = null;
		}
	}

	/** The share of the prefetch that is in use, 0 to 1. */
	double windowUse() {
		BrokerSession current = this.session;
		return (current != null) ? (double) current.unfinished() / this.properties.prefetch() : 0;
	}

	/** How many sidings are in use. */
	int openSidings() {
		return labels().size();
	}

	/**
	 * The accounts that have a siding.
	 * @param measure tells something of a queue
	 * @return what it told, by account
	 */
	<R extends @Nullable Object> Map<String, R> sidings(Function<String, R> measure) {
		Map<String, R> byAccount = new HashMap<>();
		labels().forEach((label) -> byAccount.put(label.context(),
				measure.apply(ThreadDelegateTopology.siding(this.properties.queue().orders(), label.siding()))));
		return byAccount;
	}

	private List<SidingLabel> labels() {
		BrokerSession current = this.session;
		return (current != null) ? current.sidings().sidings().labels() : List.of();
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

	/** What comes from the queues of one stay. */
	private final class SessionIntake implements SidingQueues.Intake {

		private @Nullable BrokerSession session;

		void arrived(Delivery message, GatheredAcks acks) {
			ReceivedOrder received = read(message, acks);
			if (received == null) {
				return;
			}
			Sidings<ReceivedOrder> sidings = received.session().sidings().sidings();
			if (OrderConsumer.this.failedOrders.isAwaited(received)) {
				sidings.arrivedMended(received.order().account(), received);
				OrderConsumer.this.dispatcher.submitMended(received.context(), received);
			}
			else {
				sidings.arrived(received.order().account(), received);
			}
		}

		@Override
		public @Nullable ReceivedOrder read(Delivery message, GatheredAcks acks) {
			BrokerSession from = Objects.requireNonNull(this.session);
			try {
				TradeOrder order = TradeOrderMessages.read(message.getBody(), message.getProperties().getContentType(),
						message.getProperties().getMessageId());
				String context = OrderConsumer.this.properties.mode()
					.context(order, OrderConsumer.this.arrivals.getAndIncrement());
				return new ReceivedOrder(from, acks, message, order, context);
			}
			catch (MalformedOrderException ex) {
				OrderConsumer.this.meters.handedOver();
				from.handOver(message, acks, ex);
				return null;
			}
		}

		@Override
		public void run(ReceivedOrder received) {
			OrderConsumer.this.dispatcher.submit(received.context(), received);
		}

	}

}
