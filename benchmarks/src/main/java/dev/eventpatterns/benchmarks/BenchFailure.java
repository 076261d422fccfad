package dev.eventpatterns.benchmarks;

/**
 * A benchmark could not be run. The message is for the user: what is wrong, and what to
 * do about it. No stack trace is shown.
 */
public final class BenchFailure extends RuntimeException {

	public BenchFailure(String message) {
		super(message);
	}

}
