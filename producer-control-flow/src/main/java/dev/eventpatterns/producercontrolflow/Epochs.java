package dev.eventpatterns.producercontrolflow;

import java.util.function.LongSupplier;

/**
 * Numbers signals so that a later one has a higher number, whoever sends it: milliseconds
 * since 1970, or one more than the highest number that was given or that any producer has
 * heard, whichever is more. So a controller that starts again, or takes over on a machine
 * whose clock is behind or was set back, is obeyed all the same. Not for use by several
 * threads.
 */
public final class Epochs {

	private final LongSupplier clock;

	private long last = -1;

	/**
	 * Starts with the clock.
	 * @param clock milliseconds since 1970
	 */
	public Epochs(LongSupplier clock) {
		this.clock = clock;
	}

	/**
	 * The next number.
	 * @param heard the highest that any producer has heard, -1 for none
	 */
	public long next(long heard) {
		this.last = Math.max(this.clock.getAsLong(), Math.max(this.last, heard) + 1);
		return this.last;
	}

}
