package dev.eventpatterns.trading;

import java.util.Arrays;

/**
 * Draws ranks 1 to n by Zipf's law, P(k) = k<sup>-s</sup> / H(n, s) with the generalized
 * harmonic number H(n, s) = 1<sup>-s</sup> + … + n<sup>-s</sup> (Johnson, Kemp and Kotz,
 * Univariate Discrete Distributions, 11.2.20); s = 0 is the uniform law. Exact, by
 * inversion of the cumulative sums (Devroye, Non-Uniform Random Variate Generation,
 * III.2), at 8 bytes a rank and a binary search a draw.
 */
final class Zipf {

	private final double[] cumulative;

	Zipf(int ranks, double exponent) {
		this.cumulative = new double[ranks];
		double sum = 0;
		for (int k = 1; k <= ranks; k++) {
			sum += Math.pow(k, -exponent);
			this.cumulative[k - 1] = sum;
		}
	}

	/**
	 * The rank, 1 to n, that belongs to a uniform random number.
	 * @param uniform at least 0 and below 1
	 */
	int rank(double uniform) {
		double[] sums = this.cumulative;
		int found = Arrays.binarySearch(sums, uniform * sums[sums.length - 1]);
		// Rank k owns the sums from that of k - 1 (included) to its own (excluded).
		int rank = (found >= 0) ? found + 2 : -found;
		return Math.min(rank, sums.length);
	}

	/** The probability of a rank. */
	double probability(int rank) {
		double below = (rank == 1) ? 0 : this.cumulative[rank - 2];
		return (this.cumulative[rank - 1] - below) / this.cumulative[this.cumulative.length - 1];
	}

}
