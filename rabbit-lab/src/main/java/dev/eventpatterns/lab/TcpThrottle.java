package dev.eventpatterns.lab;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Gives out times at which bytes may pass, at a fixed rate in each direction for all
 * connections together.
 */
final class TcpThrottle {

	/** Small enough that bytes trickle instead of coming in bursts. */
	private static final int SLICES_PER_SECOND = 50;

	private final long bytesPerSecond;

	private final Map<Direction, Long> freeAt = new EnumMap<>(Direction.class);

	TcpThrottle(long bytesPerSecond) {
		this.bytesPerSecond = bytesPerSecond;
	}

	/** The most bytes to send at once. */
	int slice(int bytes) {
		return (int) Math.min(bytes, Math.max(1, this.bytesPerSecond / SLICES_PER_SECOND));
	}

	/**
	 * Takes the next place in the queue.
	 * @return the time of {@link System#nanoTime()} at which the bytes have passed
	 */
	synchronized long reserve(Direction direction, int bytes) {
		long now = System.nanoTime();
		long start = this.freeAt.getOrDefault(direction, now);
		if (start - now < 0) {
			start = now;
		}
		long end = start + (long) ((double) bytes * TimeUnit.SECONDS.toNanos(1) / this.bytesPerSecond);
		this.freeAt.put(direction, end);
		return end;
	}

	/** Which way bytes go. */
	enum Direction {

		TO_TARGET, TO_CLIENT

	}

}
