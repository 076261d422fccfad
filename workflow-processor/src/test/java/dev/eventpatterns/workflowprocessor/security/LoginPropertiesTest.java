package dev.eventpatterns.workflowprocessor.security;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class LoginPropertiesTest {

	private static LoginProperties bind(Map<String, Object> environment) {
		SystemEnvironmentPropertySource source = new SystemEnvironmentPropertySource(
				StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment);
		return new Binder(ConfigurationPropertySources.from(source)).bindOrCreate("workflow-processor",
				LoginProperties.class);
	}

	@Test
	void takesUsersFromTheEnvironment() {
		LoginProperties properties = bind(Map.of("WORKFLOWPROCESSOR_USERS_ANNA_PASSWORD", "tulip",
				"WORKFLOWPROCESSOR_USERS_ANNA_ROLE", "operator", "WORKFLOWPROCESSOR_USERS_VERA_PASSWORD", "rose"));

		assertThat(properties.users()).containsOnlyKeys("anna", "vera");
		assertThat(properties.users().get("anna")).isEqualTo(new LoginProperties.User("tulip", Role.OPERATOR));
		assertThat(properties.users().get("vera").role()).as("without a word, the role that may do less")
			.isEqualTo(Role.VIEWER);
	}

	@Test
	void hasNoUserBuiltIn() {
		LoginProperties properties = bind(Map.of());

		assertThat(properties.users()).isEmpty();
		assertThat(properties.openMetrics()).isFalse();
		assertThat(properties.login()).isEqualTo(new LoginProperties.Login(10, Duration.ofSeconds(30)));
	}

}
