package dev.eventpatterns.demo.blueprint;

/** The phases, in the order in which they are played. */
enum Phase {

	/** Nothing special. */
	QUIET("quiet", "nothing special"),

	/** The opening bell: many times more orders than before. */
	SURGE("surge", "the opening bell"),

	/** Most orders are of one account, and more than one at a time can be done of. */
	HOT("hot", "most orders are of one account"),

	/** Orders that cannot be handled. */
	POISON("poison", "orders that cannot be handled"),

	/** The broker is lost for a moment. */
	OUTAGE("outage", "the broker is lost for a moment"),

	/** Consumers have become too costly: there may be few, and more is offered. */
	COSTLY("costly", "only a few consumers may be, and more is offered than they can do");

	private final String label;

	private final String trouble;

	Phase(String label, String trouble) {
		this.label = label;
		this.trouble = trouble;
	}

	String label() {
		return this.label;
	}

	/** What is the trouble. */
	String trouble() {
		return this.trouble;
	}

}
