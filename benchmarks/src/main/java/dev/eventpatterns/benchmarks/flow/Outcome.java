package dev.eventpatterns.benchmarks.flow;

import java.time.Duration;
import java.util.Optional;

import dev.eventpatterns.benchmarks.Round;

/**
 * What came of an overload.
 *
 * @param handled orders that were handled while it lasted
 * @param lasted how long it lasted
 * @param depthOverHighWater the greatest depth after the first reaction, in high waters
 * @param idlePercent part of the time after the first reaction in which consumers had
 * nothing to do
 * @param unfairPercent what Jain's index over the producers lacks of 1, in hundredths
 * @param backToFullSeconds until nobody was held back, and the queue was below high water
 * @param lost orders that were taken over and never handled
 */
record Outcome(long handled, Duration lasted, double depthOverHighWater, double idlePercent, double unfairPercent,
		double backToFullSeconds, long lost) {

	/**
	 * Jain's index: 1 where all have the same.
	 *
	 * @see <a href="https://arxiv.org/abs/cs/9809099">Jain, Chiu and Hawe: A Quantitative
	 * Measure of Fairness and Discrimination</a>
	 */
	static double fairness(long[] shares) {
		double sum = 0;
		double squares = 0;
		for (long share : shares) {
			sum += share;
			squares += (double) share * share;
		}
		return (squares > 0) ? sum * sum / (shares.length * squares) : 1;
	}

	Round round() {
		return new Round(this.handled, this.lasted,
				(this.lost == 0) ? Optional.empty() : Optional.of("lost " + this.lost + " orders"));
	}

}
