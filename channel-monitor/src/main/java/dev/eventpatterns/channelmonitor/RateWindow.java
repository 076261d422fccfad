package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * A rate from readings of a counter that moves in steps: a broker brings its counters up
 * to date at every tick of its statistics, not at every message. Read between two ticks,
 * a counter is as old as the last tick; so what counts are the readings at which it had
 * moved. The rate is the slope of the straight line through these that has the least
 * squared distance to them, which evens out that a reading comes some time after its
 * tick.
 * <p>
 * A counter that goes down was started anew, by a restart of the broker or by a queue of
 * the same name: what came before does not count any more. Times are nanoseconds that
 * only grow. Not for use by several threads at once.
 */
public final class RateWindow {

	private final long window;

	private final long tick;

	private final Deque<Reading> readings = new ArrayDeque<>();

	private long movedAt;

	/**
	 * Starts without a reading.
	 * @param window how far back readings count
	 * @param tick how long the counter may stand still although messages pass
	 */
	public RateWindow(Duration window, Duration tick) {
		this.window = window.toNanos();
		this.tick = tick.toNanos();
	}

	/**
	 * Takes a reading.
	 * @param now when it was taken, later than the one before
	 * @param count the counter
	 */
	public void add(long now, long count) {
		Reading last = this.readings.peekLast();
		boolean anew = last == null || count < last.count || now - last.at > 2 * this.window;
		if (anew) {
			this.readings.clear();
		}
		boolean moved = last == null || count != last.count;
		if (anew || moved) {
			this.movedAt = now;
		}
		this.readings.addLast(new Reading(now, count, moved && !anew));
		while (this.readings.size() > 2 && now - second().at >= this.window) {
			this.readings.removeFirst();
		}
	}

	private Reading second() {
		var readings = this.readings.iterator();
		readings.next();
		return readings.next();
	}

	/** Forgets all readings. */
	public void clear() {
		this.readings.clear();
	}

	/**
	 * The rate.
	 * @return a second; null as long as there are too few readings to tell
	 */
	public @Nullable Double perSecond() {
		Reading first = this.readings.peekFirst();
		Reading last = this.readings.peekLast();
		if (first == null || last == null || first == last) {
			return null;
		}
		long moves = this.readings.stream().filter(Reading::moved).count();
		if (moves >= 2 && last.at - this.movedAt <= 2 * this.tick) {
			return slope();
		}
		long span = last.at - first.at;
		boolean enough = (moves == 0) ? span > this.tick + this.tick / 5 : span >= this.window;
		return (moves >= 2 || enough) ? (last.count - first.count) * 1e9 / span : null;
	}

	private double slope() {
		Reading first = this.readings.getFirst();
		double n = 0;
		double sumX = 0;
		double sumY = 0;
		double sumXX = 0;
		double sumXY = 0;
		for (Reading reading : this.readings) {
			if (reading.moved) {
				double x = (reading.at - first.at) / 1e9;
				double y = reading.count - first.count;
				n++;
				sumX += x;
				sumY += y;
				sumXX += x * x;
				sumXY += x * y;
			}
		}
		return (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
	}

	/**
	 * For how long the counter has not been seen to move.
	 * @return up to the last reading; null without one
	 */
	public @Nullable Duration unmovedFor() {
		Reading last = this.readings.peekLast();
		return (last != null) ? Duration.ofNanos(last.at - this.movedAt) : null;
	}

	private record Reading(long at, long count, boolean moved) {
	}

}
