package dev.eventpatterns.houserules.violations.trading;

/** Named like the one that begins spans. */
public final class MessageTraces {

	private MessageTraces() {
	}

	/** Begins a span. */
	public static void handling() {
		// Only the call matters.
	}

}
