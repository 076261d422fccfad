package dev.eventpatterns.threaddelegate.consumer;

import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

import dev.eventpatterns.threaddelegate.Assignment;
import dev.eventpatterns.threaddelegate.Dispatcher;
import dev.eventpatterns.threaddelegate.Hold;
import dev.eventpatterns.threaddelegate.HoldLabel;
import dev.eventpatterns.threaddelegate.Holds;
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

	private final Holds<ReceivedOrder, BrokerSession> holds;

	FailedOrders(ThreadDelegateProperties properties, Dispatcher<ReceivedOrder> dispatcher,
			ThreadDelegateMeters meters) {
		this.properties = properties;
		this.dispatcher = dispatcher;
		this.meters = meters;
		this.holds = new Holds<>(dispatcher);
		this.schedule = new ExponentialBackOff(properties.retry().delay().toMillis(), 2);
		this.schedule.setMaxAttempts(properties.retry().maxRetries());
	}

	/**
	 * Decides on an order whose handler threw. Called by the delegate that had it.
	 * @return whether the followers of the order may go on now
	 */
	boolean on(Assignment<ReceivedOrder> failed, Throwable cause) {
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
			return false;
		}
		log.warn("Order {} of {} goes to the workflow queue: {}", received.order().orderId(), failed.context(),
				cause.toString());
		this.meters.handedOver();
		boolean alreadyHeld = received.ends() != null;
		Hold<BrokerSession> hold = hold(received);
		if (hold == null || !this.holds.failed(failed, hold)) {
			return letGo(failed, () -> received.session().handOver(received, cause, false));
		}
		if (alreadyHeld) {
			received.session().handOver(received, cause, true);
		}
		else {
			received.session().hold(hold.label(), () -> received.session().handOver(received, cause, true));
		}
		return false;
	}

	/**
	 * The hold that a failed order begins or goes on with, null if there is to be none.
	 */
	private @Nullable Hold<BrokerSession> hold(ReceivedOrder failed) {
		if (!this.properties.holdsContexts() || failed.ends() != null) {
			return this.properties.holdsContexts() ? failed.ends() : null;
		}
		HoldLabel label = new HoldLabel(failed.context(), Objects.requireNonNullElse(failed.order().orderId(), ""),
				UUID.randomUUID().toString());
		return new Hold<>(label, failed.session().orders(), failed.session());
	}

	/**
	 * Tells what became of an order that is done. If it ends a hold, its followers wait
	 * until that is stored.
	 * @param done the order
	 * @param tell tells what became of it, after which it is acknowledged
	 * @return whether its followers may go on now
	 */
	boolean letGo(Assignment<ReceivedOrder> done, Runnable tell) {
		Hold<BrokerSession> ended = done.event().ends();
		boolean waits = ended != null && this.holds.mended(done, ended);
		tell.run();
		return !waits;
	}

	/** Whether a held account waits for this order; asked once, when it arrives. */
	boolean isAwaited(ReceivedOrder received) {
		String orderId = received.order().orderId();
		if (orderId != null) {
			received.ends(this.holds.mendedBy(received.context(), orderId));
		}
		return received.ends() != null;
	}

	/**
	 * Lets the followers of a held account go on without the order that failed.
	 * @return completed once that is certain, or null if the account is not held
	 */
	@Nullable CompletableFuture<Void> free(String context) {
		Hold<BrokerSession> hold = this.holds.release(context);
		if (hold == null) {
			return null;
		}
		CompletableFuture<Void> released = new CompletableFuture<>();
		hold.stay().release(hold, () -> released.complete(null));
		return released;
	}

	Holds<ReceivedOrder, BrokerSession> holds() {
		return this.holds;
	}

	@PreDestroy
	void stop() {
		this.clock.shutdownNow();
	}

}
