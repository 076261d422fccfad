package dev.eventpatterns.houserules.violations.eventforwarding;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Breaks: only meters name meters. */
public final class MeterByRegistry {

	Timer timer(MeterRegistry registry) {
		return registry.timer("stray");
	}

}
