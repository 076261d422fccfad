package dev.eventpatterns.trading.service;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Switches tracing off, with all that it costs, unless an endpoint says where traces go,
 * and then sends all of them. Any property that is set overrides this.
 */
class TracingDefaults implements EnvironmentPostProcessor {

	/** Boot derives it from {@code OTEL_EXPORTER_OTLP_ENDPOINT} too. */
	static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> defaults = isAddress(environment.getProperty(ENDPOINT))
				? Map.of("management.tracing.sampling.probability", 1.0)
				: Map.of("management.opentelemetry.enabled", false, "management.tracing.export.enabled", false);
		environment.getPropertySources().addLast(new MapPropertySource("tracing defaults", defaults));
	}

	/** Of a variable that is empty Boot makes a path without a host. */
	private static boolean isAddress(@Nullable String endpoint) {
		return endpoint != null && endpoint.contains("://");
	}

}
