package dev.eventpatterns.benchmarks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Estimates how long the rest takes: each step as long as its kind took before, and a
 * kind that was not seen yet as long as the others on average.
 */
public final class TimeLeft {

	private final Deque<String> ahead = new ArrayDeque<>();

	private final Map<String, Duration> last = new HashMap<>();

	/**
	 * Adds steps to come.
	 * @param kind what they are
	 * @param times how many of them
	 */
	public synchronized void expect(String kind, int times) {
		for (int i = 0; i < times; i++) {
			this.ahead.add(kind);
		}
	}

	/**
	 * Notes a step that is over.
	 * @param kind what it was
	 * @param took how long it took, all in all
	 */
	public synchronized void done(String kind, Duration took) {
		this.ahead.removeFirstOccurrence(kind);
		this.last.put(kind, took);
	}

	/**
	 * The estimate.
	 * @param running how long the step that runs now has been running
	 * @return how long the steps ahead take together; zero before any step is over
	 */
	public synchronized Duration estimate(Duration running) {
		if (this.last.isEmpty()) {
			return Duration.ZERO;
		}
		Duration average = this.last.values()
			.stream()
			.reduce(Duration.ZERO, Duration::plus)
			.dividedBy(this.last.size());
		Duration sum = this.ahead.stream()
			.map((kind) -> this.last.getOrDefault(kind, average))
			.reduce(Duration.ZERO, Duration::plus)
			.minus(running);
		return sum.isNegative() ? Duration.ZERO : sum;
	}

}
