package dev.eventpatterns.workflowprocessor;

/** Why an event ended here. */
public enum Cause {

	/** Its consumer could not process it, and handed it over. */
	FAILED("its consumer could not process it and handed it over"),

	/** It was delivered as often as its queue allows. */
	DELIVERY_LIMIT("it was delivered again and again and never acknowledged: does it kill its consumers?"),

	/** It waited longer in its queue than it may. */
	EXPIRED("it waited in its queue for longer than it may"),

	/** Its consumer rejected it. */
	REJECTED("its consumer rejected it and did not say why"),

	/** Its queue was full. */
	OVERFLOW("its queue was full, and it was the oldest"),

	/** It does not tell. */
	UNKNOWN("it came without a word about why");

	private final String words;

	Cause(String words) {
		this.words = words;
	}

	/** The cause in words, to be read after "because". */
	public String words() {
		return this.words;
	}

	/** The cause for which the broker dead-lettered, as its header x-death names it. */
	public static Cause ofDeadLetter(String reason) {
		return switch (reason) {
			case "delivery_limit" -> DELIVERY_LIMIT;
			case "expired" -> EXPIRED;
			case "rejected" -> REJECTED;
			case "maxlen" -> OVERFLOW;
			default -> UNKNOWN;
		};
	}

}
