package dev.eventpatterns.watchnotification.server;

/** Nothing more can be done at an address. */
final class SendingFailedException extends Exception {

	private final Failure failure;

	SendingFailedException(Failure failure, Throwable cause) {
		super(failure.reason(), cause);
		this.failure = failure;
	}

	SendingFailedException(Failure failure) {
		super(failure.reason());
		this.failure = failure;
	}

	Failure failure() {
		return this.failure;
	}

}
