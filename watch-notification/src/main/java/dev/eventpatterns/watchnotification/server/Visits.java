package dev.eventpatterns.watchnotification.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.Round;
import dev.eventpatterns.watchnotification.Slots;
import dev.eventpatterns.watchnotification.Watch;
import dev.eventpatterns.watchnotification.WatchNotificationMeters;
import dev.eventpatterns.watchnotification.WatchNotificationProperties;
import dev.eventpatterns.watchnotification.WatchRegistry;

/**
 * The visits that are made now, each on a thread of its own. Sees to it that each one
 * ends, and that what became of it is known.
 */
@Component
@Profile(Role.CONFIG_SERVER)
class Visits {

	private static final Logger log = LoggerFactory.getLogger(Visits.class);

	private final WatchRegistry registry;

	private final Slots slots;

	private final NoticeSender sender;

	private final Ticks ticks;

	private final WatchNotificationMeters meters;

	private final WatchNotificationProperties.Visits settings;

	private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();

	private final AtomicInteger count = new AtomicInteger();

	private volatile ExecutorService threads = threads();

	Visits(WatchRegistry registry, Slots slots, NoticeSender sender, Ticks ticks, BriefConnections connections,
			WatchNotificationMeters meters, WatchNotificationProperties properties) {
		this.registry = registry;
		this.slots = slots;
		this.sender = sender;
		this.ticks = ticks;
		this.meters = meters;
		this.settings = properties.visits();
		meters.watchServer(registry::size, registry::suspects, connections::open);
	}

	private ExecutorService threads() {
		return Executors.newCachedThreadPool((task) -> new Thread(task, "notice-" + this.count.incrementAndGet()));
	}

	/** After {@link #close}, visits can be made again. */
	void open() {
		if (this.threads.isShutdown()) {
			this.threads = threads();
		}
	}

	/**
	 * Begins a visit.
	 * @param over called once it is over
	 */
	void begin(Round round, Runnable over) {
		Attempt attempt = new Attempt(this.slots.take(round.suspect()));
		this.attempts.add(attempt);
		try {
			this.threads.execute(() -> visit(round, attempt, over));
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			// Stopping, or no further thread to be had.
			end(round, attempt, Failure.FAULT);
		}
	}

	boolean isIdle() {
		return this.attempts.isEmpty();
	}

	/** Lets visits that take long give way, and ends those that take too long. */
	void look() {
		for (Attempt attempt : this.attempts) {
			if (attempt.ageNanos() > this.settings.slowAfter().toNanos()) {
				attempt.slot().giveWay();
			}
			if (attempt.ageNanos() > this.settings.longestVisit().toNanos()) {
				attempt.cut();
			}
		}
	}

	private void visit(Round round, Attempt attempt, Runnable over) {
		Failure failure = null;
		try {
			this.sender.visit(round, attempt, new Outcome());
		}
		catch (SendingFailedException ex) {
			failure = ex.failure();
			log.debug("Cannot notify services at {}", round.address(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			failure = Failure.FAULT;
			log.error("Cannot notify services at {}", round.address(), ex);
		}
		finally {
			end(round, attempt, failure);
			over.run();
		}
	}

	private void end(Round round, Attempt attempt, @Nullable Failure failure) {
		if (failure != null) {
			this.meters.failed(failure.label(), 1);
			if (!round.suspect()) {
				log.warn("Cannot notify services at {}, and tries again: {}", round.address(), failure.reason());
			}
		}
		this.registry.end(round, (failure != null) ? failure.reason() : null, Instant.now());
		attempt.slot().release();
		this.attempts.remove(attempt);
	}

	/** Lets visits end that are about to, and cuts the others off: they are due again. */
	void close(Duration grace) throws InterruptedException {
		this.threads.shutdown();
		if (!this.threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
			this.attempts.forEach(Attempt::cut);
			this.threads.shutdownNow();
			this.threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private final class Outcome implements NoticeSender.Outcome {

		@Override
		public void delivered(Round.Parcel parcel) {
			Watch watch = Visits.this.registry.delivered(parcel);
			if (watch != null) {
				Visits.this.ticks.add(watch);
			}
			Instant changedAt = parcel.value().changedAt();
			if (changedAt != null) {
				Visits.this.meters.delivered(Duration.between(changedAt, Instant.now()));
			}
		}

		@Override
		public void failed(Round.Parcel parcel, Failure failure) {
			Visits.this.registry.failed(parcel, failure.reason(), Instant.now());
			Visits.this.meters.failed(failure.label(), 1);
		}

	}

}
