package dev.eventpatterns.multibroker;

/** Not all orders of a request were confirmed in time. Some may have been. */
public final class NotAcceptedException extends Exception {

	private static final long serialVersionUID = 1L;

	NotAcceptedException(String message) {
		super(message);
	}

}
