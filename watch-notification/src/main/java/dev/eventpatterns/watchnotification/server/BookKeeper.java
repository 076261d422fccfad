package dev.eventpatterns.watchnotification.server;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.Watch;

/** Stores ticks, and removes watches whose leases are over, on a thread of its own. */
@Component
@Profile(Role.CONFIG_SERVER)
class BookKeeper implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(BookKeeper.class);

	private static final Duration LOOK = Duration.ofMillis(500);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Ticks ticks;

	private final ConfigServer server;

	private volatile @Nullable Thread thread;

	private long lookedAt = System.nanoTime();

	BookKeeper(Ticks ticks, ConfigServer server) {
		this.ticks = ticks;
		this.server = server;
	}

	private void run() {
		boolean well = true;
		try {
			while (isRunning()) {
				this.ticks.await(LOOK.toMillis());
				well = keep(well);
				if (!well) {
					Thread.sleep(LOOK.toMillis());
				}
			}
		}
		catch (InterruptedException ex) {
			// Stopping.
		}
		keep(well);
	}

	private boolean keep(boolean well) {
		try {
			this.ticks.store();
			if (System.nanoTime() - this.lookedAt > LOOK.toNanos()) {
				this.lookedAt = System.nanoTime();
				say(this.server.removeExpired());
			}
			return true;
		}
		catch (DataAccessException | TransactionException ex) {
			if (well) {
				log.warn("Cannot store what was delivered, and tries again: {}", ex.getMessage());
			}
			return false;
		}
	}

	private static void say(List<Watch> expired) {
		expired.forEach((watch) -> log.info("The lease of {} on {} is over: it is told nothing more",
				watch.id().service(), watch.id().key()));
	}

	@Override
	public void start() {
		Thread started = new Thread(this::run, "book-keeper");
		this.thread = started;
		started.start();
	}

	@Override
	public void stop() {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped != null) {
			// Not interrupted: an H2 that is interrupted while it writes closes its file.
			try {
				stopped.join(PATIENCE.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	/** Stopped after the notifier, whose last ticks it stores. */
	@Override
	public int getPhase() {
		return SmartLifecycle.DEFAULT_PHASE - 10_000;
	}

}
