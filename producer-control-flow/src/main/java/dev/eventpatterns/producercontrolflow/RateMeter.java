package dev.eventpatterns.producercontrolflow;

/**
 * Orders a second over the last second. For use by any number of threads.
 */
public final class RateMeter {

	private static final int SLOTS = 10;

	private static final long SLOT_NANOS = 1_000_000_000L / SLOTS;

	private final long[] counts = new long[SLOTS + 1];

	private long slot = Long.MIN_VALUE;

	/**
	 * Counts.
	 * @param count how many
	 * @param nanos now, as {@link System#nanoTime} counts
	 */
	public synchronized void add(long count, long nanos) {
		moveTo(nanos);
		this.counts[index(this.slot)] += count;
	}

	/**
	 * The rate.
	 * @param nanos now, as {@link System#nanoTime} counts
	 * @return of the last ten tenths of a second that are over
	 */
	public synchronized double perSecond(long nanos) {
		moveTo(nanos);
		long sum = 0;
		for (int i = 1; i <= SLOTS; i++) {
			sum += this.counts[index(this.slot - i)];
		}
		return sum;
	}

	private void moveTo(long nanos) {
		long now = Math.floorDiv(nanos, SLOT_NANOS);
		// From the first call on, and after a long pause, all of them are empty.
		long from = Math.max(this.slot + 1, now - SLOTS);
		for (long empty = from; empty <= now; empty++) {
			this.counts[index(empty)] = 0;
		}
		this.slot = Math.max(this.slot, now);
	}

	private int index(long slot) {
		return Math.floorMod(slot, this.counts.length);
	}

}
