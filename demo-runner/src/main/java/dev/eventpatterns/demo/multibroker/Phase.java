package dev.eventpatterns.demo.multibroker;

import java.util.List;

/** What the demonstration goes through, in this order. */
enum Phase {

	ONE("one broker"), TWO_MORE("two have come"), ONE_DEAD("one is dead"), RETURN("it is started again"),

	/** What three carry shows here: in {@link #TWO_MORE} they have just come. */
	ALL_AGAIN("all three again");

	/** Callers send less during the return, so that its rate says nothing. */
	static final List<Phase> MEASURED = List.of(ONE, TWO_MORE, ONE_DEAD, ALL_AGAIN);

	private final String label;

	Phase(String label) {
		this.label = label;
	}

	String label() {
		return this.label;
	}

}
