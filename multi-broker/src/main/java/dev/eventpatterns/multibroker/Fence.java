package dev.eventpatterns.multibroker;

/** A place in a broker's queue, and how many contexts have orders before it. */
final class Fence {

	private final String broker;

	private final long before;

	private final Runnable passed;

	private int concerned;

	Fence(String broker, long before, int concerned, Runnable passed) {
		this.broker = broker;
		this.before = before;
		this.concerned = concerned;
		this.passed = passed;
	}

	String broker() {
		return this.broker;
	}

	long before() {
		return this.before;
	}

	/** One context has none before it any more. */
	void oneLess() {
		this.concerned--;
		passIfDone();
	}

	void passIfDone() {
		if (this.concerned == 0) {
			this.passed.run();
		}
	}

}
