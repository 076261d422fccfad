package dev.eventpatterns.eventforwarding;

/**
 * How much each hop promises. All that makes the difference is found by looking for the
 * callers of {@link #guaranteed()}.
 */
public enum Mode {

	/**
	 * Persistent, mandatory and confirmed messages, acknowledged after the next hop has
	 * taken over.
	 */
	GUARANTEED,

	/**
	 * The issue: transient messages, no confirm, automatic acknowledgement. Whatever is
	 * on its way when something dies is lost, and nobody is told.
	 */
	FIRE_AND_FORGET;

	public boolean guaranteed() {
		return this == GUARANTEED;
	}

}
