package dev.eventpatterns.supervisorconsumer;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * How many messages a second arrive: steady while they come by chance, quick when their
 * rate has really changed. It averages over the last intervals; a count that is further
 * from that average than chance takes it (three standard deviations of a Poisson
 * distribution) makes it forget what was before.
 */
public final class ArrivalRate {

	private static final int INTERVALS = 10;

	private static final double DEVIATIONS = 3;

	private final Deque<Count> counts = new ArrayDeque<>();

	/**
	 * Adds what arrived in the interval that has just ended.
	 * @param arrived how many, at least 0
	 * @param seconds how long the interval was, more than 0
	 */
	public void add(double arrived, double seconds) {
		Double before = perSecond();
		if (before != null) {
			double expected = before * seconds;
			// At a mean of almost nothing a single arrival is no change yet.
			if (Math.abs(arrived - expected) > DEVIATIONS * Math.sqrt(Math.max(1, expected))) {
				this.counts.clear();
			}
		}
		this.counts.addLast(new Count(arrived, seconds));
		if (this.counts.size() > INTERVALS) {
			this.counts.removeFirst();
		}
	}

	/** Messages a second, null before the first interval has ended. */
	public @Nullable Double perSecond() {
		double seconds = this.counts.stream().mapToDouble(Count::seconds).sum();
		return (seconds > 0) ? this.counts.stream().mapToDouble(Count::arrived).sum() / seconds : null;
	}

	/** Forgets all. */
	public void forget() {
		this.counts.clear();
	}

	private record Count(double arrived, double seconds) {
	}

}
