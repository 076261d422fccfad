package dev.eventpatterns.producercontrolflow;

/**
 * Orders were taken, and the broker has not confirmed all of them in time. Those that had
 * not been sent by then never will be; the others may arrive.
 */
public final class UnconfirmedException extends Exception {

	public UnconfirmedException(String message) {
		super(message);
	}

}
