package dev.eventpatterns.trading;

/**
 * Says that something is not a trade order, which field is to blame, and why. It is an
 * outcome of reading untrusted input rather than a fault: it carries no stack trace, so
 * that a flood of bad messages stays cheap. What it quotes from the input is shortened
 * and free of control characters, so that it can be logged, put in a header and shown.
 */
public final class MalformedOrderException extends RuntimeException {

	/** The field named when the message as a whole is to blame. */
	public static final String BODY = "body";

	/** The field named when the content type is to blame. */
	public static final String CONTENT_TYPE = "content-type";

	private static final long serialVersionUID = 1L;

	private final String field;

	private final String reason;

	/**
	 * Names the field and the reason.
	 * @param field the order's field, {@link #BODY} or {@link #CONTENT_TYPE}, or the name
	 * of a field that orders do not have
	 * @param reason why it was refused, to be read after the field's name: "must be
	 * positive, was -5"
	 */
	public MalformedOrderException(String field, String reason) {
		super(field + ": " + reason, null, false, false);
		this.field = field;
		this.reason = reason;
	}

	public String field() {
		return this.field;
	}

	public String reason() {
		return this.reason;
	}

}
