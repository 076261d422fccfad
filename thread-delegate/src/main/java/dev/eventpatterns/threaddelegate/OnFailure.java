package dev.eventpatterns.threaddelegate;

/** What becomes of an account whose event has failed for good. */
public enum OnFailure {

	/** The event goes to the workflow queue, its followers go on without it. */
	CONTINUE,

	/**
	 * The event goes to the workflow queue and its followers are held, in order, until it
	 * has come back mended and been handled, or the account is released by hand.
	 */
	HOLD_CONTEXT

}
