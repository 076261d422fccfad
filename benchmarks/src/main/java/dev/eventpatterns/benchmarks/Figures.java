package dev.eventpatterns.benchmarks;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
public final class Figures {

	private Figures() {
	}

	/** A count or a rate, with thousands set apart. */
	public static String count(double value) {
		return String.format(Locale.ROOT, "%,.0f", value);
	}

	static String ratio(double value) {
		return String.format(Locale.ROOT, "%.2f", value);
	}

	/** A measured value: with decimals where it is small. */
	static String decimal(double value) {
		return (Math.abs(value) < 100) ? String.format(Locale.ROOT, "%.2f", value) : count(value);
	}

	static String left(Duration left) {
		long seconds = left.toSeconds();
		return (seconds < 90) ? "about " + Math.max(1, seconds) + " s left"
				: "about " + (seconds + 30) / 60 + " min left";
	}

}
