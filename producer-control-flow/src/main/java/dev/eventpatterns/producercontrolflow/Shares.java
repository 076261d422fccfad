package dev.eventpatterns.producercontrolflow;

import java.util.Comparator;
import java.util.List;

/**
 * Divides a rate among producers by weight. What one of them does not want goes to the
 * others, by weight again: max-min fairness.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Max-min_fairness">Max-min fairness,
 * progressive filling</a>
 */
final class Shares {

	private Shares() {
	}

	/**
	 * What each may send per unit of weight.
	 * @param perSecond what all together may send, from 0
	 * @param producers who is there; with nobody, as for one of weight 1
	 * @return orders a second for a producer of weight 1
	 */
	static double perWeight(double perSecond, List<Presence> producers) {
		double left = perSecond;
		double weights = producers.stream().mapToDouble(Presence::weight).sum();
		if (weights == 0) {
			return perSecond;
		}
		double all = weights;
		double level = 0;
		List<Presence> modestFirst = producers.stream().sorted(Comparator.comparingDouble(Shares::wanted)).toList();
		for (Presence producer : modestFirst) {
			level = left / weights;
			if (wanted(producer) >= level) {
				return level;
			}
			left -= producer.demandPerSecond();
			weights -= producer.weight();
			level = wanted(producer);
		}
		// Nobody wants more than there is: all may rise by what is left over.
		return level + left / all;
	}

	private static double wanted(Presence producer) {
		return producer.demandPerSecond() / producer.weight();
	}

}
