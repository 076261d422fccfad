package dev.eventpatterns.ambulance;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What came of the choices: how long the orders of each lane waited, and how much of its
 * time each thread had nothing to do. Waits and idle times start anew when the mode is
 * switched, so that they tell one mode's story; what was served is counted on.
 */
public final class LaneFigures {

	private static final long HIGHEST_MICROS = Duration.ofDays(1).toNanos() / 1_000;

	private final Map<Lane, LaneRecord> lanes = new EnumMap<>(Lane.class);

	private final Map<String, IdleTime> threads = new LinkedHashMap<>();

	private final LongSupplier clock;

	/**
	 * Starts with nothing.
	 * @param clock nanoseconds that only grow, such as {@link System#nanoTime()}
	 */
	public LaneFigures(LongSupplier clock) {
		this.clock = clock;
		for (Lane lane : Lane.values()) {
			this.lanes.put(lane, new LaneRecord());
		}
	}

	/**
	 * Notes that an order was taken for the first time.
	 * @param lane the order's lane
	 * @param waited how long it waited for a thread of this process
	 * @param sinceSent how long ago it was sent, null where that is unknown
	 */
	public synchronized void taken(Lane lane, Duration waited, @Nullable Duration sinceSent) {
		LaneRecord figures = of(lane);
		figures.wait.recordValue(micros(waited));
		if (sinceSent != null) {
			figures.sinceSent.recordValue(micros(sinceSent));
		}
	}

	/**
	 * Two machines' clocks differ: what was sent in the future has waited for nothing.
	 */
	private static long micros(Duration wait) {
		return Math.max(0, Math.min(wait.toNanos() / 1_000, HIGHEST_MICROS));
	}

	/** Notes that an order was handled. */
	public synchronized void served(Lane lane) {
		of(lane).served++;
	}

	/** Notes that a thread begins to wait for an order. */
	public synchronized void idle(String thread) {
		this.threads.computeIfAbsent(thread, (name) -> new IdleTime(this.clock.getAsLong()))
			.turn(true, this.clock.getAsLong());
	}

	/** Notes that a thread has got an order. */
	public synchronized void busy(String thread) {
		this.threads.computeIfAbsent(thread, (name) -> new IdleTime(this.clock.getAsLong()))
			.turn(false, this.clock.getAsLong());
	}

	/** Starts waits and idle times anew. */
	public synchronized void restart() {
		this.lanes.values().forEach(LaneRecord::restart);
		this.threads.values().forEach((thread) -> thread.restart(this.clock.getAsLong()));
	}

	/** How many orders of a lane were handled. */
	public synchronized long servedBy(Lane lane) {
		return of(lane).served;
	}

	/** How long orders waited for a thread of this process. */
	public synchronized Waits waits(Lane lane) {
		return Waits.of(of(lane).wait);
	}

	/** How long orders waited since they were sent. */
	public synchronized Waits waitsSinceSent(Lane lane) {
		return Waits.of(of(lane).sinceSent);
	}

	/** The share of its time that a thread waited for orders, 0 to 1. */
	public synchronized double idleShare(String thread) {
		IdleTime time = this.threads.get(thread);
		return (time != null) ? time.share(this.clock.getAsLong()) : 0;
	}

	private LaneRecord of(Lane lane) {
		return this.lanes.computeIfAbsent(lane, (key) -> new LaneRecord());
	}

	/**
	 * Waits in milliseconds, correct to three digits; null where there was none.
	 *
	 * @param p50 the median
	 * @param p99 99 of 100 were no longer
	 * @param max the longest
	 */
	public record Waits(@Nullable Double p50, @Nullable Double p99, @Nullable Double max) {

		static Waits of(Histogram waits) {
			if (waits.getTotalCount() == 0) {
				return new Waits(null, null, null);
			}
			return new Waits(waits.getValueAtPercentile(50) / 1e3, waits.getValueAtPercentile(99) / 1e3,
					waits.getMaxValue() / 1e3);
		}

	}

	private static final class LaneRecord {

		private final Histogram wait = new Histogram(HIGHEST_MICROS, 3);

		private final Histogram sinceSent = new Histogram(HIGHEST_MICROS, 3);

		private long served;

		private void restart() {
			this.wait.reset();
			this.sinceSent.reset();
		}

	}

	private static final class IdleTime {

		private long startedAt;

		private long turnedAt;

		private long idleNanos;

		private boolean idle;

		private IdleTime(long now) {
			this.startedAt = now;
			this.turnedAt = now;
		}

		private void turn(boolean idle, long now) {
			this.idleNanos += this.idle ? now - this.turnedAt : 0;
			this.turnedAt = now;
			this.idle = idle;
		}

		private double share(long now) {
			turn(this.idle, now);
			return (now > this.startedAt) ? (double) this.idleNanos / (now - this.startedAt) : 0;
		}

		private void restart(long now) {
			this.idleNanos = 0;
			this.startedAt = now;
			this.turnedAt = now;
		}

	}

}
