package dev.eventpatterns.demo.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.eventpatterns.demo.report.Chart;

/**
 * Reads counters ten times a second and remembers what they said, on one clock for all.
 */
public final class Timeline implements AutoCloseable {

	private static final long EVERY_MILLIS = 100;

	private final ScheduledExecutorService readers = Executors.newScheduledThreadPool(2, (task) -> {
		Thread thread = new Thread(task, "timeline");
		thread.setDaemon(true);
		return thread;
	});

	private final List<Chart.Mark> marks = new ArrayList<>();

	private final long start = System.nanoTime();

	/** Seconds since the timeline began. */
	public double now() {
		return (System.nanoTime() - this.start) / 1e9;
	}

	/**
	 * Follows a counter from now on.
	 * @param counter what it says; nothing while it cannot be read
	 * @return what it said
	 */
	public Track follow(Counter counter) {
		Track track = new Track();
		this.readers.scheduleWithFixedDelay(() -> read(counter, track), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
		return track;
	}

	/**
	 * Marks this moment.
	 * @param label one or two words
	 * @return seconds since the timeline began
	 */
	public synchronized double mark(String label) {
		Chart.Mark mark = new Chart.Mark(now(), label);
		this.marks.add(mark);
		return mark.at();
	}

	public synchronized List<Chart.Mark> marks() {
		return List.copyOf(this.marks);
	}

	/** Stops reading. */
	@Override
	public void close() {
		this.readers.shutdownNow();
	}

	private void read(Counter counter, Track track) {
		try {
			OptionalLong value = counter.read();
			if (value.isPresent()) {
				track.add(now(), value.getAsLong());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			// Not readable just now: the service behind it may be dead, as planned.
		}
	}

	/** Something that counts up. */
	@FunctionalInterface
	public interface Counter {

		/**
		 * Reads it.
		 * @return nothing when it cannot be read just now
		 * @throws InterruptedException when the timeline is closed meanwhile
		 */
		OptionalLong read() throws InterruptedException;

	}

	/** What one counter said over time. */
	public static final class Track {

		private final List<Chart.Point> points = new ArrayList<>();

		synchronized void add(double second, double value) {
			this.points.add(new Chart.Point(second, value));
		}

		public synchronized List<Chart.Point> points() {
			return List.copyOf(this.points);
		}

		/** The last value, 0 when there is none yet. */
		public synchronized long last() {
			return this.points.isEmpty() ? 0 : (long) this.points.get(this.points.size() - 1).y();
		}

		/**
		 * The longest time without any increase that began or went on after a moment.
		 * @param from seconds since the timeline began
		 * @param to where to stop looking
		 * @return from the moment to the end of that pause; zero when the counter never
		 * rose in that time
		 */
		public synchronized Duration resumedAfter(double from, double to) {
			double value = valueAt(from);
			double lastRise = from;
			double longest = 0;
			double resumed = from;
			for (Chart.Point point : this.points) {
				if (point.x() <= from || point.x() > to || point.y() <= value) {
					continue;
				}
				if (point.x() - lastRise > longest) {
					longest = point.x() - lastRise;
					resumed = point.x();
				}
				value = point.y();
				lastRise = point.x();
			}
			return Duration.ofMillis(Math.round((resumed - from) * 1000));
		}

		/**
		 * The most that the counter rose within a second.
		 * @return the increase
		 */
		public synchronized long fastestSecond() {
			double most = 0;
			int first = 0;
			for (Chart.Point point : this.points) {
				while (this.points.get(first).x() < point.x() - 1) {
					first++;
				}
				most = Math.max(most, point.y() - this.points.get(first).y());
			}
			return Math.round(most);
		}

		private double valueAt(double second) {
			double value = 0;
			for (Chart.Point point : this.points) {
				if (point.x() > second) {
					break;
				}
				value = point.y();
			}
			return value;
		}

	}

}
