package dev.eventpatterns.threaddelegate.consumer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

import dev.eventpatterns.threaddelegate.Assignment;
import dev.eventpatterns.threaddelegate.Dispatcher;
import dev.eventpatterns.threaddelegate.OnFailure;
import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.threaddelegate.ThreadDelegateMeters;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;

/**
 * What happens to an order whose handler threw: its account rests, without keeping a
 * delegate, and the order is tried again; after the last retry it goes to the workflow
 * queue, and its followers go on or are held.
 */
@Component
@Profile(Role.CONSUMER)
class FailedOrders {

	private static final Logger log = LoggerFactory.getLogger(FailedOrders.class);

	private final ThreadDelegateProperties properties;

	private final Dispatcher<ReceivedOrder> dispatcher;

	private final ThreadDelegateMeters meters;

	private final ExponentialBackOff schedule;

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("retry-clock-"));

	/** The order that a held account waits for. */
	private final Map<String, String> awaited = new ConcurrentHashMap<>();

	FailedOrders(ThreadDelegateProperties properties, Dispatcher<ReceivedOrder> dispatcher,
			ThreadDelegateMeters meters) {
		this.properties = properties;
		this.dispatcher = dispatcher;
		this.meters = meters;
		this.schedule = new ExponentialBackOff(properties.retry().delay().toMillis(), 2);
		this.schedule.setMaxAttempts(properties.retry().maxRetries());
	}

	/** Decides on an order whose handler threw. Called by the delegate that had it. */
	void on(Assignment<ReceivedOrder> failed, Throwable cause) {
		ReceivedOrder received = failed.event();
		BackOffExecution retries = received.retries();
		if (retries == null) {
			retries = this.schedule.start();
			received.retries(retries);
		}
		long delay = retries.nextBackOff();
		if (delay != BackOffExecution.STOP) {
			this.meters.retried();
			this.dispatcher.rest(failed);
			this.clock.schedule(() -> this.dispatcher.resume(failed.context()), delay, TimeUnit.MILLISECONDS);
			return;
		}
		log.warn("Order {} of {} goes to the workflow queue: {}", received.order().orderId(), failed.context(),
				cause.toString());
		if (this.properties.onFailure() == OnFailure.HOLD_CONTEXT) {
			if (received.order().orderId() != null) {
				this.awaited.put(failed.context(), received.order().orderId());
			}
			this.dispatcher.hold(failed);
			handOver(received, cause);
		}
		else {
			handOver(received, cause);
			this.dispatcher.done(failed);
		}
	}

	private void handOver(ReceivedOrder received, Throwable cause) {
		this.meters.handedOver();
		received.session().handOver(received.message(), cause);
	}

	/** Whether a held account waits for this order; asked once, when it arrives. */
	boolean isAwaited(String context, ReceivedOrder received) {
		String orderId = received.order().orderId();
		return orderId != null && this.awaited.remove(context, orderId);
	}

	/**
	 * Lets the followers of a held account go on without the order that failed.
	 * @return whether it was held
	 */
	boolean free(String context) {
		this.awaited.remove(context);
		return this.dispatcher.free(context);
	}

	@PreDestroy
	void stop() {
		this.clock.shutdownNow();
	}

}
