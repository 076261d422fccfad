package dev.eventpatterns.multibroker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The orders of one request, which are accepted together. */
final class Consignment {

	private final CountDownLatch open;

	private volatile boolean abandoned;

	Consignment(int size) {
		this.open = new CountDownLatch(size);
	}

	void confirmed() {
		this.open.countDown();
	}

	/**
	 * Waits for the last confirm.
	 * @throws NotAcceptedException if it is not there in time
	 */
	void awaitAll(long nanos) throws NotAcceptedException, InterruptedException {
		if (!this.open.await(nanos, TimeUnit.NANOSECONDS)) {
			throw new NotAcceptedException(missing() + " were not confirmed by any broker in time");
		}
	}

	long missing() {
		return this.open.getCount();
	}

	/** Its sender has an answer: if that was no, nobody need go on trying. */
	void close() {
		this.abandoned = missing() > 0;
	}

	boolean isAbandoned() {
		return this.abandoned;
	}

}
