package dev.eventpatterns.benchmarks.supervisor;

import java.time.Duration;
import java.util.Locale;

import dev.eventpatterns.supervisorconsumer.Trace;

/**
 * The load that all set-ups get: few orders, many, few again, and then a burst. In a
 * small run all of it is shorter, and the rates are the same.
 *
 * @param scale 1 for the full load
 */
record Load(double scale) {

	static final Duration WORK = Duration.ofMillis(50);

	/** Beyond that no set-up may go. */
	static final int MOST = 50;

	/** What the high rate keeps busy, and √20 more. */
	static final int PEAK = 25;

	/** What the high rate keeps busy. */
	static final int NEEDED = 20;

	private static final double LOW = 20;

	private static final double HIGH = 400;

	private static final long SEED = 1982;

	private static final double SHORTEST = 0.15;

	static Load of(int messages, int full) {
		return new Load(Math.max(SHORTEST, Math.min(1, (double) messages / full)));
	}

	Trace trace() {
		return Trace
			.of("load", Duration.ofMillis((long) (1e3 * end())), (at) -> (at >= up() && at < down()) ? HIGH : LOW, HIGH,
					SEED)
			.withBurst(burstAt(), burst());
	}

	String title() {
		return String.format(Locale.ROOT,
				"%.0f, %.0f and %.0f orders/s and a burst of %,d at once, within %.0f s; 50 ms each, 1 to %d consumers",
				LOW, HIGH, LOW, burst(), end(), MOST);
	}

	/** When the rate goes up, in seconds since the start. */
	double up() {
		return 10 * this.scale;
	}

	double down() {
		return 45 * this.scale;
	}

	double burstAt() {
		return 55 * this.scale;
	}

	double end() {
		return 75 * this.scale;
	}

	/** From when on a set-up should have settled at the high rate. */
	double settled() {
		return up() + (down() - up()) / 3;
	}

	int burst() {
		return (int) (10_000 * this.scale);
	}

	/** How long the burst takes with as many consumers as there may be. */
	double idealBurst() {
		return burst() * (WORK.toNanos() / 1e9) / MOST;
	}

}
