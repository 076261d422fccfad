package dev.eventpatterns.trading.service;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseDefaultsTest {

	private static final String URL = "spring.datasource.url";

	private static final String SOCKET_TIMEOUT = "spring.datasource.hikari.data-source-properties.socketTimeout";

	@Test
	void endsAWaitForASilentPostgres() {
		assertThat(socketTimeout(Map.of(URL, "jdbc:postgresql://postgres/store"))).isEqualTo("20");
	}

	@Test
	void leavesWhatIsSet() {
		assertThat(socketTimeout(Map.of(URL, "jdbc:postgresql://postgres/store", SOCKET_TIMEOUT, "5"))).isEqualTo("5");
	}

	/** Its driver refuses what it does not know. */
	@Test
	void tellsH2Nothing() {
		assertThat(socketTimeout(Map.of(URL, "jdbc:h2:mem:store"))).isNull();
	}

	private static @Nullable String socketTimeout(Map<String, Object> properties) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		new DatabaseDefaults().postProcessEnvironment(environment, new SpringApplication());
		return environment.getProperty(SOCKET_TIMEOUT);
	}

}
