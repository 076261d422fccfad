package dev.eventpatterns.eventforwarding.intake;

/**
 * The broker has not taken over all orders of a request, or has not said so. Some may
 * have arrived: to send them again under the same ids is safe.
 */
public final class HandoverFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	HandoverFailedException(String reason) {
		super(reason, null, false, false);
	}

}
