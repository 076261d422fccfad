package dev.eventpatterns.benchmarks.supervisor;

import dev.eventpatterns.lab.Broker;

/** One way to have as many consumers as the load needs. */
interface SetUp {

	/** The queue that all of them serve, one after the other. */
	String QUEUE = "benchmark.supervised";

	String name();

	/**
	 * Starts to consume from the queue, which is there.
	 * @return ends it
	 */
	AutoCloseable start(Broker broker, Workplace workplace) throws Exception;

}
