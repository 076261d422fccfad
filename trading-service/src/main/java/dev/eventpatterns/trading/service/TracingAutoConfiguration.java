package dev.eventpatterns.trading.service;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.micrometer.tracing.propagation.Propagator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Traces, for services that have the OpenTelemetry starter and were given an endpoint;
 * for all others the same beans that do nothing.
 */
@AutoConfiguration
class TracingAutoConfiguration {

	@Bean
	MessageTraces messageTraces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
		return new MessageTraces(tracer.getIfAvailable(() -> Tracer.NOOP),
				propagator.getIfAvailable(() -> Propagator.NOOP));
	}

	/** Traces follow orders; those who look after the service would bury them. */
	@Bean
	SpanExportingPredicate ordersOnly() {
		return (span) -> !span.getTags().getOrDefault("uri", "").startsWith("/actuator");
	}

}
