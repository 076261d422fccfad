package dev.eventpatterns.threaddelegate.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.threaddelegate.Assignment;
import dev.eventpatterns.threaddelegate.Dispatcher;
import dev.eventpatterns.threaddelegate.ResponseTimes;
import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.threaddelegate.ThreadDelegateMeters;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.trading.service.MessageTraces;
import dev.eventpatterns.trading.service.OrderHandler;
import dev.eventpatterns.trading.service.OrderScope;
import dev.eventpatterns.trading.service.ProcessedEvent;
import dev.eventpatterns.trading.service.WorkerThreads;

/**
 * The threads that handle events. Each takes one, handles it, tells what became of it,
 * and only then lets go of its context: so what is told about an account is in order too.
 */
@Component
@Profile(Role.CONSUMER)
class Delegates {

	private final ThreadDelegateProperties properties;

	private final Dispatcher<ReceivedOrder> dispatcher;

	private final OrderHandler handler;

	private final FailedOrders failedOrders;

	private final ResponseTimes responseTimes;

	private final ThreadDelegateMeters meters;

	private final JsonMapper json;

	private final MessageTraces traces;

	private final DelegateThreads threads;

	private final AtomicInteger busy = new AtomicInteger();

	private final LongAdder completed = new LongAdder();

	private final LongAdder workedNanos = new LongAdder();

	Delegates(ThreadDelegateProperties properties, Dispatcher<ReceivedOrder> dispatcher, OrderHandler handler,
			FailedOrders failedOrders, ResponseTimes responseTimes, ThreadDelegateMeters meters, JsonMapper json,
			MessageTraces traces, ThreadFactory delegateThreads) {
		this.properties = properties;
		this.dispatcher = dispatcher;
		this.handler = handler;
		this.failedOrders = failedOrders;
		this.responseTimes = responseTimes;
		this.meters = meters;
		this.json = json;
		this.traces = traces;
		this.threads = new DelegateThreads(delegateThreads, dispatcher::limit, this::run);
	}

	void start() {
		resize(this.properties.delegates());
	}

	/**
	 * Changes how many there are. New ones begin at once; one that is not needed any more
	 * goes when it has finished its event.
	 * @param delegates how many there are to be
	 */
	void resize(int delegates) {
		this.threads.resize(delegates);
	}

	private void run(int number) {
		try {
			Assignment<ReceivedOrder> assignment = this.dispatcher.next(number);
			while (assignment != null) {
				this.busy.incrementAndGet();
				boolean goesOn = handle(assignment);
				this.busy.decrementAndGet();
				assignment = this.dispatcher.next(number, goesOn ? assignment : null);
			}
		}
		catch (InterruptedException ex) {
			// Stopping; what is unacknowledged is delivered again.
		}
	}

	/** Whether the account may go on right after. */
	private boolean handle(Assignment<ReceivedOrder> assignment) throws InterruptedException {
		ReceivedOrder received = assignment.event();
		try (OrderScope scope = this.traces.handling("handle", received.order(),
				received.message().getProperties().getHeaders())) {
			return handle(assignment, scope);
		}
	}

	private boolean handle(Assignment<ReceivedOrder> assignment, OrderScope scope) throws InterruptedException {
		Instant startedAt = Instant.now();
		long begun = System.nanoTime();
		try {
			this.handler.handle(assignment.event().order());
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			// Whatever a handler throws must not end the delegate.
			scope.failed(ex);
			return this.failedOrders.on(assignment, ex);
		}
		finally {
			this.completed.increment();
			this.workedNanos.add(System.nanoTime() - begun);
		}
		return handled(assignment, startedAt, Instant.now());
	}

	private boolean handled(Assignment<ReceivedOrder> assignment, Instant startedAt, Instant finishedAt) {
		ReceivedOrder received = assignment.event();
		boolean goesOn = this.failedOrders.letGo(assignment, () -> tell(assignment, startedAt, finishedAt));
		Duration took = Duration.between(received.receivedAt(), finishedAt);
		this.meters.processed(received.order().orderId() != null, took);
		this.responseTimes.record(assignment.delegate(), received.order().action().name(), assignment.context(), took);
		return goesOn;
	}

	private void tell(Assignment<ReceivedOrder> assignment, Instant startedAt, Instant finishedAt) {
		ReceivedOrder received = assignment.event();
		if (this.properties.publishProcessed()) {
			ProcessedEvent event = ProcessedEvent.of(received.order(), received.message(),
					"delegate-" + assignment.delegate(), received.receivedAt(), startedAt, finishedAt);
			received.session().processed(received, this.json.writeValueAsBytes(event));
		}
		else {
			received.session().done(received);
		}
	}

	/** The share of them that handle an event, 0 to 1. */
	double saturation() {
		return (double) this.busy.get() / Math.max(1, size());
	}

	/** How many there are, those included that finish their last event. */
	int size() {
		return this.threads.size();
	}

	/** How many of them handle an event. */
	int busy() {
		return this.busy.get();
	}

	/** How many times an event was handled, well or not. */
	long completed() {
		return this.completed.sum();
	}

	/** How long that took, in all. */
	long workedNanos() {
		return this.workedNanos.sum();
	}

	/**
	 * Lets each finish what it is at, and interrupts those that take too long.
	 * @param patience how long to wait for all of them
	 */
	void stop(Duration patience) throws InterruptedException {
		List<Thread> leaving = this.threads.close();
		this.dispatcher.close();
		WorkerThreads.end(leaving, patience);
	}

}
