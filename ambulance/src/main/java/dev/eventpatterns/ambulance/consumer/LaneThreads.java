package dev.eventpatterns.ambulance.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

import dev.eventpatterns.ambulance.AmbulanceMeters;
import dev.eventpatterns.ambulance.AmbulanceProperties;
import dev.eventpatterns.ambulance.Lane;
import dev.eventpatterns.ambulance.LaneFigures;
import dev.eventpatterns.ambulance.TwoLaneHandover;
import dev.eventpatterns.ambulance.TwoLaneHandover.Handed;
import dev.eventpatterns.trading.service.MessageTraces;
import dev.eventpatterns.trading.service.OrderHandler;
import dev.eventpatterns.trading.service.ProcessedEvent;
import dev.eventpatterns.trading.service.WorkerThreads;

/**
 * The threads that handle orders, and the hand-over that they are served from. An order
 * whose handler throws leaves its thread at once, for others wait there, and comes back
 * to the head of its lane after a while; after the last retry it goes to the workflow
 * queue.
 */
@Component
@Profile(LaneThreads.ROLE)
class LaneThreads {

	/** The consumer as a profile expression: with no role named, a process plays all. */
	static final String ROLE = "consumer | !producer";

	private static final Logger log = LoggerFactory.getLogger(LaneThreads.class);

	private final AmbulanceProperties properties;

	private final OrderHandler handler;

	private final AmbulanceMeters meters;

	private final JsonMapper json;

	private final MessageTraces traces;

	private final TwoLaneHandover<ReceivedOrder> handover;

	private final LaneFigures figures = new LaneFigures(System::nanoTime);

	private final WorkerThreads threads = new WorkerThreads();

	private final ScheduledThreadPoolExecutor retryClock;

	private volatile boolean stopping;

	LaneThreads(AmbulanceProperties properties, ObjectProvider<OrderHandler> handler, AmbulanceMeters meters,
			JsonMapper json, MessageTraces traces) {
		this.properties = properties;
		// Waits as long as the work would take.
		this.handler = handler.getIfAvailable(() -> (order) -> TimeUnit.NANOSECONDS.sleep(properties.work().toNanos()));
		this.meters = meters;
		this.json = json;
		this.traces = traces;
		this.handover = new TwoLaneHandover<>(properties.mode(), properties.maxStandardWait(), properties.follow(),
				System::nanoTime);
		CustomizableThreadFactory daemons = new CustomizableThreadFactory("retry-clock-");
		daemons.setDaemon(true);
		this.retryClock = new ScheduledThreadPoolExecutor(1, daemons, new ThreadPoolExecutor.DiscardPolicy());
		for (Lane lane : Lane.values()) {
			meters.watchDepth(lane, () -> this.handover.depth(lane));
		}
		names().forEach((name) -> meters.watchIdleShare(name, () -> this.figures.idleShare(name)));
	}

	TwoLaneHandover<ReceivedOrder> handover() {
		return this.handover;
	}

	LaneFigures figures() {
		return this.figures;
	}

	/** The threads' names, each of which starts with its lane's. */
	List<String> names() {
		List<String> names = new ArrayList<>();
		for (Lane lane : Lane.values()) {
			for (int i = 1; i <= this.properties.threadsOf(lane); i++) {
				names.add(lane.label() + "-" + i);
			}
		}
		return names;
	}

	void start() {
		this.stopping = false;
		this.handover.open();
		for (String name : names()) {
			Lane own = name.startsWith(Lane.PRIORITY.label()) ? Lane.PRIORITY : Lane.STANDARD;
			this.threads.start(name, () -> run(name, own));
		}
	}

	private void run(String name, Lane own) {
		while (!this.stopping) {
			try {
				this.figures.idle(name);
				Handed<ReceivedOrder> handed = this.handover.take(own);
				this.figures.busy(name);
				if (handed != null) {
					handle(name, handed.order(), handed.waited());
				}
			}
			catch (InterruptedException ex) {
				// Stopping, or a handler has left its thread interrupted.
			}
		}
	}

	private void handle(String name, ReceivedOrder order, Duration waited) throws InterruptedException {
		Instant startedAt = Instant.now();
		if (order.attempt() == 1) {
			taken(order, waited, startedAt);
		}
		try {
			this.traces.handle(this.handler, order.order(), order.message().getProperties().getHeaders());
		}
		catch (Throwable ex) {
			// Whatever a handler throws must not end the thread.
			if (this.stopping && ex instanceof InterruptedException interrupted) {
				throw interrupted;
			}
			failed(order, ex);
			return;
		}
		if (this.properties.publishProcessed()) {
			ProcessedEvent event = ProcessedEvent
				.of(order.order(), order.message(), name, order.receivedAt(), startedAt, Instant.now())
				.inLane(order.lane().label());
			order.tell(this.json.writeValueAsBytes(event));
		}
		else {
			order.acknowledge();
		}
		this.figures.served(order.lane());
		this.meters.of(order.lane()).served(order.order().orderId() != null);
	}

	private void taken(ReceivedOrder order, Duration waited, Instant startedAt) {
		Instant sentAt = order.sentAt();
		Duration sinceSent = (sentAt != null) ? Duration.between(sentAt, startedAt) : null;
		this.figures.taken(order.lane(), waited, sinceSent);
		this.meters.of(order.lane()).taken(waited, sinceSent);
	}

	private void failed(ReceivedOrder order, Throwable cause) {
		this.meters.of(order.lane()).failed();
		if (order.attempt() <= this.properties.retry().maxRetries()) {
			long delay = this.properties.retry().delay().toMillis() << (order.attempt() - 1);
			this.retryClock.schedule(
					() -> order.session()
						.whileOpen(() -> this.handover.putAgain(order.lane(), order.nextAttempt(), order.since())),
					delay, TimeUnit.MILLISECONDS);
			return;
		}
		log.warn("Order {} of the {} lane goes to the workflow queue: {}", order.order().orderId(),
				order.lane().label(), cause.toString());
		this.meters.of(order.lane()).handedOver();
		order.handOver(cause);
	}

	/**
	 * Lets each finish what it is at, and interrupts those that take too long.
	 * @param patience how long to wait for all of them
	 */
	void stop(Duration patience) throws InterruptedException {
		this.stopping = true;
		this.handover.close();
		this.threads.stop(patience);
	}

}
