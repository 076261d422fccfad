package dev.eventpatterns.benchmarks.monitor;

import java.util.List;

import dev.eventpatterns.benchmarks.Bench;

/** A way of sampling. */
interface Probe {

	/** Its name, as a variant. */
	String name();

	/**
	 * Samples all queues a few times, once a second where that is possible.
	 * @param bench where
	 * @param queues all queues that there are
	 * @param samples how often
	 */
	Sampled sample(Bench bench, List<String> queues, int samples) throws Exception;

}
