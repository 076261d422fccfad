package dev.eventpatterns.benchmarks;

import java.util.OptionalDouble;

/**
 * A figure of a variant that is no rate, such as a latency.
 *
 * @param variant the variant
 * @param name what was measured, with its unit
 * @param values over the rounds
 * @param atMost what its median must not exceed, where something is aimed at
 */
public record Figure(String variant, String name, Spread values, OptionalDouble atMost) {

	boolean reached() {
		return this.atMost.isEmpty() || this.values.median() <= this.atMost.getAsDouble();
	}

}
