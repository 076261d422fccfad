package dev.eventpatterns.demo.delegate;

import java.time.Duration;
import java.util.List;

import dev.eventpatterns.demo.report.Chart;

/**
 * What the proof of one set-up showed.
 *
 * @param setup which one
 * @param orders how many orders were sent
 * @param accounts over how many accounts they were
 * @param completed how many were completed, each counted once
 * @param violations first completions that came after that of a later order of their
 * account
 * @param accountsConcerned how many accounts have violations
 * @param lost how many orders were never completed
 * @param duplicates completions of orders that had been completed before
 * @param handedOver how many messages are in the workflow queue, where none belongs
 * @param consumerKills how often a consumer was killed
 * @param brokerKills how often the broker was killed
 * @param took from the first order to the last completion
 * @param progress completions over time
 * @param marks when what was killed
 */
record ProofResult(Setup setup, int orders, int accounts, int completed, long violations, long accountsConcerned,
		long lost, long duplicates, long handedOver, int consumerKills, int brokerKills, Duration took,
		List<Chart.Point> progress, List<Chart.Mark> marks) {

	/** Whether what the set-up promises holds; the issue has to show itself. */
	boolean asPromised() {
		return this.lost == 0 && this.handedOver == 0 && this.setup.keepsOrder() == (this.violations == 0);
	}

	double perSecond() {
		return this.completed / Math.max(1e-3, this.took.toNanos() / 1e9);
	}

}
