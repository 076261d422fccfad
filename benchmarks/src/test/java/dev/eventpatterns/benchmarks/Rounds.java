package dev.eventpatterns.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Measurements as tests need them. */
final class Rounds {

	private Rounds() {
	}

	/** Rounds of 1,000 messages at these rates. */
	static Measurement of(String variant, int... perSecond) {
		return new Measurement(variant, Arrays.stream(perSecond).mapToObj(Rounds::at).toList());
	}

	static Round at(int perSecond) {
		return new Round(1_000, Duration.ofNanos(1_000_000_000_000L / perSecond), Optional.empty());
	}

	static Round lossy(int perSecond) {
		return new Round(1_000, Duration.ofNanos(1_000_000_000_000L / perSecond), Optional.of("lost 3"));
	}

}
