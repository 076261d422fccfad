package dev.eventpatterns.multibroker.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

import dev.eventpatterns.multibroker.Arrival;
import dev.eventpatterns.multibroker.ContextLanes;
import dev.eventpatterns.multibroker.MultiBrokerMeters;
import dev.eventpatterns.multibroker.MultiBrokerProperties;
import dev.eventpatterns.multibroker.SeenIds;
import dev.eventpatterns.multibroker.broker.BrokerConnections;
import dev.eventpatterns.trading.service.MessageTraces;
import dev.eventpatterns.trading.service.OrderHandler;
import dev.eventpatterns.trading.service.ProcessedEvent;
import dev.eventpatterns.trading.service.WorkerThreads;

/**
 * The threads that handle orders, whatever broker those came from, with the one handler
 * that there is. An order whose handler throws comes again after a while; after the last
 * retry it goes to the workflow queue of its broker.
 */
@Component
@Profile(OrderWorkers.ROLE)
class OrderWorkers {

	/** A profile expression: with no role named, a process plays all. */
	static final String ROLE = "consumer | !producer";

	private static final Logger log = LoggerFactory.getLogger(OrderWorkers.class);

	private final MultiBrokerProperties properties;

	private final OrderHandler handler;

	private final JsonMapper json;

	private final MessageTraces traces;

	private final Fences fences;

	private final ContextLanes<ReceivedOrder> lanes;

	private final SeenIds seen;

	private final Map<String, MultiBrokerMeters.Receiving> meters = new ConcurrentHashMap<>();

	private final WorkerThreads threads = new WorkerThreads();

	private final ScheduledThreadPoolExecutor retryClock;

	private volatile boolean stopping;

	OrderWorkers(MultiBrokerProperties properties, BrokerConnections connections, ObjectProvider<OrderHandler> handler,
			MultiBrokerMeters meters, JsonMapper json, MessageTraces traces) {
		this.properties = properties;
		// Waits as long as the work would take.
		this.handler = handler.getIfAvailable(() -> (order) -> TimeUnit.NANOSECONDS.sleep(properties.work().toNanos()));
		this.json = json;
		this.traces = traces;
		this.fences = new Fences(properties.queue().orders());
		this.lanes = new ContextLanes<>(connections.names(), properties.rememberedAccounts(), this.fences);
		this.seen = new SeenIds(properties.rememberedOrders());
		this.retryClock = new ScheduledThreadPoolExecutor(1, new CustomizableThreadFactory("retry-clock-"),
				new ThreadPoolExecutor.DiscardPolicy());
		for (String broker : connections.names()) {
			this.meters.put(broker, meters.receiving(broker));
			meters.watchHeld(broker, () -> this.lanes.held(broker));
		}
	}

	ContextLanes<ReceivedOrder> lanes() {
		return this.lanes;
	}

	Fences fences() {
		return this.fences;
	}

	MultiBrokerMeters.Receiving meters(String broker) {
		return Objects.requireNonNull(this.meters.get(broker));
	}

	void start() {
		for (int i = 1; i <= this.properties.threads(); i++) {
			this.threads.start("worker-" + i, this::run);
		}
	}

	private void run() {
		while (!this.stopping) {
			try {
				Arrival<ReceivedOrder> arrival = this.lanes.take();
				if (arrival != null) {
					handle(arrival);
				}
			}
			catch (InterruptedException ex) {
				// Stopping, or a handler has left its thread interrupted.
			}
		}
	}

	private void handle(Arrival<ReceivedOrder> arrival) throws InterruptedException {
		ReceivedOrder received = arrival.order();
		MultiBrokerMeters.Receiving counts = meters(arrival.broker());
		if (this.seen.contains(received.id())) {
			counts.duplicate();
			received.acknowledge();
			this.lanes.done(arrival);
			return;
		}
		Instant startedAt = Instant.now();
		try {
			this.traces.handle(this.handler, received.order(), received.message().getProperties().getHeaders());
		}
		catch (Throwable ex) {
			// Whatever a handler throws must not end the thread.
			if (this.stopping && ex instanceof InterruptedException interrupted) {
				throw interrupted;
			}
			failed(arrival, ex);
			return;
		}
		counts.processed(received.order().orderId() != null);
		// Even if its broker does not live to hear of that.
		this.seen.add(received.id());
		if (this.properties.publishProcessed()) {
			ProcessedEvent event = ProcessedEvent
				.of(received.order(), received.message(), Thread.currentThread().getName(), received.receivedAt(),
						startedAt, Instant.now())
				.from(arrival.broker());
			received.tell(this.json.writeValueAsBytes(event));
		}
		else {
			received.acknowledge();
		}
		this.lanes.done(arrival);
	}

	private void failed(Arrival<ReceivedOrder> arrival, Throwable cause) {
		ReceivedOrder received = arrival.order();
		meters(arrival.broker()).failed();
		int failed = received.tries().failedOnceMore();
		if (failed <= this.properties.retry().maxRetries()) {
			long delay = this.properties.retry().delay().toMillis() << (failed - 1);
			this.retryClock.schedule(() -> again(arrival), delay, TimeUnit.MILLISECONDS);
			return;
		}
		log.warn("Order {} from broker {} goes to the workflow queue: {}", received.order().orderId(), arrival.broker(),
				cause.toString());
		meters(arrival.broker()).handedOver();
		// Whatever comes again of it, the workflow queue has it.
		this.seen.add(received.id());
		received.handOver(cause);
		this.lanes.done(arrival);
	}

	private void again(Arrival<ReceivedOrder> arrival) {
		AtomicBoolean stillHere = new AtomicBoolean();
		arrival.order().session().whileOpen(() -> {
			stillHere.set(true);
			this.lanes.again(arrival);
		});
		if (!stillHere.get()) {
			this.lanes.leave(arrival);
		}
	}

	/** Lets each finish what it is at, and interrupts those that take too long. */
	void stop(Duration patience) throws InterruptedException {
		this.stopping = true;
		this.retryClock.shutdownNow();
		this.lanes.close();
		this.threads.stop(patience);
	}

}
