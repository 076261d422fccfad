package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * When messages arrive: a load that changes over time, with arrivals by chance (a Poisson
 * process), and bursts that come at one moment.
 *
 * @param name what it is like
 * @param duration how long it lasts
 * @param arrivals seconds since the start, in order
 */
public record Trace(String name, Duration duration, double[] arrivals) {

	/**
	 * A load that changes over time. The arrivals are found by thinning (Lewis and
	 * Shedler, 1979).
	 * @param name what it is like
	 * @param duration how long it lasts
	 * @param rate messages a second, as a function of the seconds since the start
	 * @param peak no rate is higher
	 * @param seed for the same arrivals again
	 */
	public static Trace of(String name, Duration duration, DoubleUnaryOperator rate, double peak, long seed) {
		Random random = new Random(seed);
		double end = duration.toNanos() / 1e9;
		List<Double> arrivals = new ArrayList<>();
		double at = 0;
		while (peak > 0 && (at += -Math.log(1 - random.nextDouble()) / peak) < end) {
			if (random.nextDouble() * peak < rate.applyAsDouble(at)) {
				arrivals.add(at);
			}
		}
		return new Trace(name, duration, arrivals.stream().mapToDouble(Double::doubleValue).toArray());
	}

	/** A load that goes from one step to the next, each of the same length. */
	public static Trace steps(Duration step, long seed, double... rates) {
		double length = step.toNanos() / 1e9;
		return of("steps", step.multipliedBy(rates.length),
				(at) -> rates[Math.min((int) (at / length), rates.length - 1)], Arrays.stream(rates).max().orElse(0),
				seed);
	}

	/** A load that rises evenly, and falls as evenly. */
	public static Trace ramp(Duration duration, long seed, double from, double to) {
		double end = duration.toNanos() / 1e9;
		return of("ramp", duration, (at) -> from + (to - from) * (1 - Math.abs(2 * at / end - 1)), Math.max(from, to),
				seed);
	}

	/** A load that swings. */
	public static Trace sine(Duration duration, long seed, double mean, double swing, Duration period) {
		double omega = 2 * Math.PI / (period.toNanos() / 1e9);
		return of("sine", duration, (at) -> mean + swing * Math.sin(omega * at), mean + swing, seed);
	}

	/** A load that is another one each second, between nothing and twice the mean. */
	public static Trace noise(Duration duration, long seed, double mean) {
		Random random = new Random(seed + 1);
		double[] rates = random.doubles(duration.toSeconds() + 1, 0, 2 * mean).toArray();
		return of("noise", duration, (at) -> rates[(int) at], 2 * mean, seed);
	}

	/** The same, with so many more messages that arrive at one moment. */
	public Trace withBurst(double at, int messages) {
		double[] more = Arrays.copyOf(this.arrivals, this.arrivals.length + messages);
		Arrays.fill(more, this.arrivals.length, more.length, at);
		Arrays.sort(more);
		return new Trace(this.name, this.duration, more);
	}

	/** The same under another name. */
	public Trace named(String name) {
		return new Trace(name, this.duration, this.arrivals);
	}

}
