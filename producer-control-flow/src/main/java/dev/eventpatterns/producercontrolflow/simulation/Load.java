package dev.eventpatterns.producercontrolflow.simulation;

import java.util.Random;

/** Something that changes over time, such as the orders a second that are offered. */
@FunctionalInterface
public interface Load {

	/**
	 * Its value.
	 * @param second seconds since the start
	 */
	double at(double second);

	/** Always the same. */
	static Load constant(double value) {
		return (second) -> value;
	}

	/** From one value to another at a moment. */
	static Load step(double before, double after, double at) {
		return (second) -> (second < at) ? before : after;
	}

	/** One value, but another for a while. */
	static Load pulse(double usual, double during, double from, double to) {
		return (second) -> (second >= from && second < to) ? during : usual;
	}

	/** Evenly from one value to another over a while. */
	static Load ramp(double before, double after, double from, double to) {
		return (second) -> before + (after - before) * Math.max(0, Math.min(1, (second - from) / (to - from)));
	}

	/** Up and down around a value. */
	static Load sine(double middle, double amplitude, double period) {
		return (second) -> middle + amplitude * Math.sin(2 * Math.PI * second / period);
	}

	/** One value for a part of each period, another for the rest. */
	static Load bursts(double usual, double burst, double period, double length) {
		return (second) -> (second % period < length) ? burst : usual;
	}

	/** This load, in each tenth of a second up to a part more or less, by chance. */
	default Load withNoise(double part, long seed) {
		return (second) -> at(second) * (1 + part
				* (2 * new Random(seed * 31 + Math.round(Math.floor(second * 10)) * 0x9E3779B97F4A7C15L).nextDouble()
						- 1));
	}

}
