package dev.eventpatterns.trading.service;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Traces every request where an endpoint says where traces go, and leaves no room for
 * trace ids in the log where none does. Any property that is set overrides this.
 *
 * @see TracingFilter
 */
class TracingDefaults implements EnvironmentPostProcessor {

	/** Boot derives it from {@code OTEL_EXPORTER_OTLP_ENDPOINT} too. */
	static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

	/** Whether there is somewhere to send traces to. */
	static boolean isOn(Environment environment) {
		return environment.getProperty(ENDPOINT, "").contains("://");
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> defaults = isOn(environment) ? Map.of("management.tracing.sampling.probability", 1.0)
				: Map.of("management.tracing.export.enabled", false);
		environment.getPropertySources().addLast(new MapPropertySource("tracing defaults", defaults));
	}

}
