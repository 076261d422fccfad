package dev.eventpatterns.channelmonitor.sampling;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.channelmonitor.MonitorSettings;
import dev.eventpatterns.channelmonitor.QueuePatterns;
import dev.eventpatterns.channelmonitor.QueueStatistics;

/**
 * Reads the statistics on a thread of its own, one reading at a time, so that a slow or
 * hanging answer keeps nobody from asking the queues. It takes no more than half of the
 * time: after a long reading it pauses for as long.
 */
final class StatisticsPoll {

	private static final Logger log = LoggerFactory.getLogger(StatisticsPoll.class);

	private final StatisticsSource source;

	private final MonitorSettings settings;

	private final QueuePatterns queues;

	private final CountDownLatch closing = new CountDownLatch(1);

	private volatile BiConsumer<Duration, Boolean> asked = (took, answered) -> {
	};

	private volatile QueueStatistics.@Nullable Report newest;

	private volatile long rhythm;

	private volatile String problem = "it has not been asked yet";

	private volatile boolean failing;

	StatisticsPoll(StatisticsSource source, MonitorSettings settings, QueuePatterns queues) {
		this.source = source;
		this.settings = settings;
		this.queues = queues;
		this.rhythm = settings.interval().toNanos();
	}

	/** Tells somebody how long each reading took, and whether there was an answer. */
	void onAsked(BiConsumer<Duration, Boolean> listener) {
		this.asked = listener;
	}

	void run() {
		try {
			long pause;
			do {
				long began = System.nanoTime();
				boolean answered = read();
				long took = System.nanoTime() - began;
				this.asked.accept(Duration.ofNanos(took), answered);
				this.rhythm = Math.max(this.settings.interval().toNanos(), 2 * took);
				pause = this.rhythm - took;
			}
			while (!this.closing.await(pause, TimeUnit.NANOSECONDS));
		}
		catch (InterruptedException ex) {
			// The monitor stops.
		}
	}

	private boolean read() throws InterruptedException {
		try {
			this.newest = this.source.read(this.queues);
			if (this.failing) {
				log.info("{} answers again", this.source.label());
			}
			this.failing = false;
			return true;
		}
		catch (IOException | RuntimeException ex) {
			this.problem = (ex.getMessage() != null) ? ex.getMessage() : ex.toString();
			if (!this.failing) {
				log.warn("No statistics from {}, and it is tried again: {}", this.source.label(), this.problem);
			}
			this.failing = true;
			return false;
		}
	}

	/** The newest statistics; null when they are too old to tell about the present. */
	QueueStatistics.@Nullable Report current() {
		QueueStatistics.Report report = this.newest;
		long old = Math.max(this.settings.staleAfter().toNanos(), 3 * this.rhythm);
		return (report != null && System.nanoTime() - report.nanos() <= old) ? report : null;
	}

	/** Why there are none, in words. */
	String missing() {
		return "no rates: " + this.source.label() + " does not answer (" + this.problem + ")";
	}

	void close() {
		this.closing.countDown();
	}

}
