package dev.eventpatterns.workflowprocessor.resend;

/** Says that there is no broker, and so nothing was marked and nothing sent. */
public final class BrokerAwayException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BrokerAwayException(Throwable cause) {
		super("The broker cannot be reached: " + cause.getMessage(), cause);
	}

}
