package dev.eventpatterns.trading.service;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out all of OpenTelemetry where traces have nowhere to go. Merely disabled, it
 * would still make a span for every request.
 */
class TracingFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	private boolean tracing;

	@Override
	public void setEnvironment(Environment environment) {
		this.tracing = TracingDefaults.isOn(environment);
	}

	@Override
	public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
		boolean[] kept = new boolean[candidates.length];
		for (int i = 0; i < candidates.length; i++) {
			kept[i] = isKept(candidates[i]);
		}
		return kept;
	}

	boolean isKept(@Nullable String candidate) {
		return this.tracing || candidate == null
				|| !(candidate.startsWith("org.springframework.boot.micrometer.tracing.")
						|| candidate.startsWith("org.springframework.boot.opentelemetry."));
	}

}
