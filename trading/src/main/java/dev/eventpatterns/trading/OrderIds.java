package dev.eventpatterns.trading;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Order ids: UUIDs of version 7 (RFC 9562), which sort by the time at which they were
 * made, so that a database index on them grows at its end.
 */
public final class OrderIds {

	private static final SplittableRandom RANDOM = new SplittableRandom(new SecureRandom().nextLong());

	private static long lastTick;

	private OrderIds() {
	}

	/**
	 * A new id, greater than all ids that this process has made before. The 12 bits after
	 * the milliseconds count within one (RFC 9562, section 6.2, method 1) and carry into
	 * the milliseconds when they overflow or the clock is set back; the other 62 bits are
	 * random. Safe for use by several threads.
	 */
	public static String next() {
		long tick;
		long random;
		synchronized (RANDOM) {
			tick = Math.max(lastTick + 1, System.currentTimeMillis() << 12);
			lastTick = tick;
			random = RANDOM.nextLong();
		}
		return format(tick, random);
	}

	/**
	 * An id made of the given parts.
	 * @param tick milliseconds since 1970 in the upper 48 of its lower 60 bits, then a
	 * counter of 12 bits
	 * @param random its lower 62 bits fill the rest
	 */
	static String format(long tick, long random) {
		long upper = (tick >>> 12 << 16) | 0x7000L | (tick & 0xFFF);
		long lower = (random & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
		return new UUID(upper, lower).toString();
	}

}
