package dev.eventpatterns.benchmarks.watch;

/** A way to let services know. */
interface Way extends AutoCloseable {

	/** Changes the value; returns at once or when it is on its way. */
	void change(long revision) throws Exception;

	/** Connections that are open now. */
	int connections();

	/** Bytes that went over them so far, in both directions. */
	long bytes();

	/** Whether a service can be told this time. */
	default boolean reaches(Fleet.Member member) {
		return true;
	}

	/** Whether something is still being done because of the change before. */
	default boolean isBusy() {
		return false;
	}

	@Override
	void close() throws Exception;

}
