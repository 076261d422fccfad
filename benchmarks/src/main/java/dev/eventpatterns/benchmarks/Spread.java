package dev.eventpatterns.benchmarks;

import java.util.Arrays;
import java.util.Collection;

/**
 * The middle and the ends of repeated measurements.
 *
 * @param min the least
 * @param median the middle one; of an even number the mean of the two in the middle
 * @param max the greatest
 */
public record Spread(double min, double median, double max) {

	/**
	 * Summarises values.
	 * @param values in any order, at least one
	 * @return their spread
	 * @throws IllegalArgumentException if there are none
	 */
	public static Spread of(Collection<Double> values) {
		double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
		if (sorted.length == 0) {
			throw new IllegalArgumentException("nothing was measured");
		}
		Arrays.sort(sorted);
		int upper = sorted.length / 2;
		double median = (sorted.length % 2 == 1) ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
		return new Spread(sorted[0], median, sorted[sorted.length - 1]);
	}

}
