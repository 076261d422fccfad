package dev.eventpatterns.houserules.violations.eventforwarding;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Harmless: this is where meters are named. */
public final class FixtureMeters {

	Counter counter(MeterRegistry registry) {
		return registry.counter("accepted");
	}

}
