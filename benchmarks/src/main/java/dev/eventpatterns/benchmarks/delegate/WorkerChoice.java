package dev.eventpatterns.benchmarks.delegate;

/** Decides which worker gets an order. Called by one thread, told by others. */
interface WorkerChoice {

	/** Chooses a worker, from 0, for an order that came in. */
	int choose(String account);

	/** An order is done. */
	default void done(String account) {
	}

}
