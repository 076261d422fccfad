package dev.eventpatterns.demo.report;

import java.time.Duration;
import java.util.Locale;

/**
 * Writes figures the same way on every machine, whatever its locale.
 */
public final class Figures {

	private Figures() {
	}

	/** A count, in groups of three: 12,000. */
	public static String count(long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

	/** A time in seconds with one decimal: 2.5 s. */
	public static String seconds(Duration time) {
		return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
	}

	/** A count and what it counts, in the singular for one: 1 order, 2 orders. */
	public static String counted(long count, String singular) {
		return count(count) + " " + singular + ((count == 1) ? "" : "s");
	}

	/**
	 * A ratio.
	 * @param ratio the ratio
	 * @return with two digits after the point, and a sign that it is one
	 */
	public static String times(double ratio) {
		return String.format(Locale.ROOT, "%.2f ×", ratio);
	}

}
