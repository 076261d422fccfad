package dev.eventpatterns.trading.service;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Lets nobody wait for ever for a PostgreSQL that has fallen silent: its driver waits
 * without end for an answer unless told otherwise, and a network that only swallows
 * packets never ends a connection. Any property that is set overrides this.
 */
class DatabaseDefaults implements EnvironmentPostProcessor {

	/** In seconds, far longer than any statement here takes. */
	private static final int SOCKET_TIMEOUT = 20;

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:")) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("database defaults",
						Map.of("spring.datasource.hikari.data-source-properties.socketTimeout", SOCKET_TIMEOUT)));
		}
	}

}
