package dev.eventpatterns.demo;

/**
 * A demonstration could not be played. The message is for the user: what is wrong, and
 * what to do about it. No stack trace is shown.
 */
public final class DemoFailure extends RuntimeException {

	public DemoFailure(String message) {
		super(message);
	}

	public DemoFailure(String message, Throwable cause) {
		super(message, cause);
	}

}
