package dev.eventpatterns.demo.supervisor;

/** The two ways to serve a load that changes. */
enum Way {

	FIXED("one consumer", 1), SUPERVISED("supervised", 50);

	private final String label;

	private final int most;

	Way(String label, int most) {
		this.label = label;
		this.most = most;
	}

	String label() {
		return this.label;
	}

	/** The most consumers that there may be. */
	int most() {
		return this.most;
	}

}
