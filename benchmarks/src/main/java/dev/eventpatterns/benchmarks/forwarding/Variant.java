package dev.eventpatterns.benchmarks.forwarding;

/**
 * One way to forward messages from a queue to another.
 */
interface Variant {

	/** As which it stands in the results and on the command line. */
	String name();

	/**
	 * Begins to forward, and goes on until closed.
	 * @param route where from and where to
	 * @return ends it, and returns when nothing is consumed any more
	 */
	AutoCloseable start(Route route) throws Exception;

	/** The part of the messages that it gets, so that a slow one does not take hours. */
	default int share(int messages) {
		return messages;
	}

	/** Whether messages stay persistent on their way. */
	default boolean keepsPersistence() {
		return true;
	}

}
