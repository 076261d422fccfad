package dev.eventpatterns.houserules.violations.eventforwarding;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Breaks: only meters name meters. */
public final class MeterByBuilder {

	Counter counter(MeterRegistry registry) {
		return Counter.builder("stray").register(registry);
	}

}
