package dev.eventpatterns.producercontrolflow.consumer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

import dev.eventpatterns.producercontrolflow.ProducerControlFlowMeters;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowProperties;
import dev.eventpatterns.producercontrolflow.Role;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.MessageTraces;
import dev.eventpatterns.trading.service.OrderHandler;
import dev.eventpatterns.trading.service.QueueSession;
import dev.eventpatterns.trading.service.SessionLoop;

/**
 * Handles orders, a few at once, in no order. What is handled is acknowledged; what is
 * malformed, or whose handler throws, is handed over to the workflow queue first. What a
 * hanging handler holds stays unacknowledged, and the broker delivers no more than that.
 */
@Component
@Profile(Role.CONSUMER)
@Import(BrokerConnections.class)
class OrderConsumer implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(OrderConsumer.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

	/** One in hand, and one that waits, so that a thread never does. */
	private static final int PREFETCH_PER_THREAD = 2;

	private final BrokerConnections connections;

	private final ProducerControlFlowProperties properties;

	private final OrderHandler handler;

	private final ProducerControlFlowMeters meters;

	private final MessageTraces traces;

	private final SessionLoop loop;

	private volatile @Nullable ExecutorService threads;

	OrderConsumer(BrokerConnections connections, ProducerControlFlowProperties properties,
			ObjectProvider<OrderHandler> handler, ProducerControlFlowMeters meters, MessageTraces traces) {
		this.connections = connections;
		this.properties = properties;
		this.handler = handler.getIfAvailable(() -> (order) -> TimeUnit.NANOSECONDS.sleep(properties.work().toNanos()));
		this.meters = meters;
		this.traces = traces;
		this.loop = new SessionLoop("order-consumer", this::stay, () -> {
		});
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		try (QueueSession session = new QueueSession(this.connections.open("producer-control-flow consumer"),
				this.properties.confirmTimeout())) {
			session.consume(this.properties.queue().orders(), this.properties.consumers() * PREFETCH_PER_THREAD,
					(message) -> receive(session, message));
			session.awaitLoss(CHECK_INTERVAL, () -> {
			});
		}
	}

	private void receive(QueueSession session, Delivery message) {
		try {
			TradeOrder order = TradeOrderMessages.read(message.getBody(), message.getProperties().getContentType(),
					message.getProperties().getMessageId());
			ExecutorService running = this.threads;
			if (running != null) {
				running.execute(() -> handle(session, message, order));
			}
		}
		catch (MalformedOrderException ex) {
			handOver(session, message, ex);
		}
	}

	private void handle(QueueSession session, Delivery message, TradeOrder order) {
		if (session.isLost()) {
			// It is delivered again.
			return;
		}
		try {
			this.traces.handle(this.handler, order, message.getProperties().getHeaders());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return;
		}
		catch (Throwable ex) {
			// Whatever a handler throws must not end the thread.
			log.warn("Order {} goes to the workflow queue: {}", order.orderId(), ex.toString());
			handOver(session, message, ex);
			return;
		}
		this.meters.processed(order.orderId() != null);
		acknowledge(session, message);
	}

	private void handOver(QueueSession session, Delivery message, Throwable cause) {
		this.meters.handedOver();
		session.handOver(message, cause, () -> acknowledge(session, message));
	}

	private static void acknowledge(QueueSession session, Delivery message) {
		session.acknowledge(message.getEnvelope().getDeliveryTag(), false);
	}

	@Override
	public void start() {
		this.threads = Executors.newFixedThreadPool(this.properties.consumers(),
				new CustomizableThreadFactory("consumer-"));
		this.loop.start();
	}

	/**
	 * Lets the threads finish while their acks can still go out; the rest is given back.
	 */
	@Override
	public void stop() {
		ExecutorService stopped = this.threads;
		this.threads = null;
		try {
			if (stopped != null && !finish(stopped)) {
				log.warn("A handler does not end; its order will be delivered again");
			}
			this.loop.stop(PATIENCE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static boolean finish(ExecutorService threads) throws InterruptedException {
		threads.shutdown();
		if (threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
			return true;
		}
		threads.shutdownNow();
		return false;
	}

	@Override
	public boolean isRunning() {
		return this.loop.isRunning();
	}

}
