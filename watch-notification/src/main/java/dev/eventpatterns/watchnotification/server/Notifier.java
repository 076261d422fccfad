package dev.eventpatterns.watchnotification.server;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.Round;
import dev.eventpatterns.watchnotification.Slots;
import dev.eventpatterns.watchnotification.WatchNotificationProperties;
import dev.eventpatterns.watchnotification.WatchRegistry;

/**
 * Has visits made wherever somebody is to be told, as long as there are slots. One thread
 * decides, and sleeps while there is nothing to do.
 */
@Component
@Profile(Role.CONFIG_SERVER)
class Notifier implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Notifier.class);

	private static final Duration LOOK_AT_VISITS = Duration.ofMillis(10);

	private static final Duration LOOK_FOR_RETRIES = Duration.ofMillis(50);

	private static final Duration IDLE = Duration.ofSeconds(10);

	private static final Duration GRACE = Duration.ofSeconds(5);

	private final WatchRegistry registry;

	private final Slots slots;

	private final Visits visits;

	private final int noticesPerConnection;

	private final Semaphore wake = new Semaphore(0);

	private volatile @Nullable Thread thread;

	Notifier(WatchRegistry registry, Slots slots, Visits visits, WatchNotificationProperties properties) {
		this.registry = registry;
		this.slots = slots;
		this.visits = visits;
		this.noticesPerConnection = properties.visits().noticesPerConnection();
	}

	/** There may be something to do. */
	void wake() {
		this.wake.release();
	}

	private void run() {
		try {
			while (isRunning()) {
				look();
				if (this.wake.tryAcquire(pause().toMillis(), TimeUnit.MILLISECONDS)) {
					this.wake.drainPermits();
				}
			}
		}
		catch (InterruptedException ex) {
			// Stopping.
		}
	}

	private void look() {
		try {
			for (Round round = next(); round != null; round = next()) {
				this.visits.begin(round, this::wake);
			}
			this.visits.look();
		}
		catch (RuntimeException ex) {
			// Whatever it is: if this thread ended, nobody would be told any more.
			log.error("Cannot look who is to be told, and tries again", ex);
		}
	}

	private @Nullable Round next() {
		return this.registry.take(Instant.now(), this.noticesPerConnection, this.slots::isFree);
	}

	private Duration pause() {
		if (!this.visits.isIdle()) {
			return LOOK_AT_VISITS;
		}
		return this.registry.isBehind() ? LOOK_FOR_RETRIES : IDLE;
	}

	@Override
	public void start() {
		this.visits.open();
		Thread started = new Thread(this::run, "notifier");
		this.thread = started;
		started.start();
	}

	@Override
	public void stop() {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped == null) {
			return;
		}
		try {
			stopped.interrupt();
			stopped.join(GRACE.toMillis());
			this.visits.close(GRACE);
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
