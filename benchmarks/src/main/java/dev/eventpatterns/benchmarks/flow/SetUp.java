package dev.eventpatterns.benchmarks.flow;

import java.util.List;

import dev.eventpatterns.trading.TradeOrder;

/** Three producers, and whatever keeps them from flooding the queue. */
interface SetUp extends AutoCloseable {

	/**
	 * Puts orders into the hands of a producer, and returns once they are taken over.
	 * @param producer which one, from 0
	 * @param orders the orders
	 * @return whether they were; if not, nobody has promised anything
	 * @throws InterruptedException when the benchmark ends
	 */
	boolean offer(int producer, List<TradeOrder> orders) throws InterruptedException;

	/**
	 * Looks after the producers, where that is not done elsewhere. Called often.
	 * @param depth orders in the queue
	 */
	default void tend(long depth) {
	}

	/** Whether any producer is held back now. */
	boolean holdsBack();

}
