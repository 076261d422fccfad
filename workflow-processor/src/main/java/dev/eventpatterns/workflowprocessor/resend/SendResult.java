package dev.eventpatterns.workflowprocessor.resend;

/**
 * What became of a message that was to be published.
 *
 * @param kind what is known
 * @param reason in words
 */
record SendResult(Kind kind, String reason) {

	static final SendResult CONFIRMED = new SendResult(Kind.CONFIRMED, "confirmed");

	static SendResult refused(String reason) {
		return new SendResult(Kind.REFUSED, reason);
	}

	static SendResult unknown(String reason) {
		return new SendResult(Kind.UNKNOWN, reason);
	}

	/** What is known. */
	enum Kind {

		/** A queue has it. */
		CONFIRMED,

		/** No queue has it. */
		REFUSED,

		/** Nobody knows. */
		UNKNOWN

	}

}
