package dev.eventpatterns.watchnotification;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class WatchNotificationPropertiesTest {

	private static final String KEY = "watch-notification.signing.keys.k1=0123456789abcdef0123456789abcdef";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Settings.class);

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(WatchNotificationProperties.class)
	static class Settings {

	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "watch-notification.allowed-addresses=http://host:1; allowed-addresses must be of the form",
					"watch-notification.signing.keys.k1=short; each key must have 32 bytes",
					"watch-notification.signing.key-id=k2; key-id must be one of keys",
					"watch-notification.retry.shortest=1h; longest must not be shorter",
					"watch-notification.lease=0s; lease", "watch-notification.service.keys=; keys" })
	void refusesWhatCannotWorkAndSaysWhy(String property, String reason) {
		this.runner.withPropertyValues(KEY, property)
			.run((context) -> assertThat(context.getStartupFailure()).isNotNull()
				.rootCause()
				.hasMessageContaining(reason));
	}

	@Test
	void showsNoSecret() {
		this.runner.withPropertyValues(KEY, "watch-notification.credentials[0].address=amqp://host:5672",
				"watch-notification.credentials[0].username=me", "watch-notification.credentials[0].password=hush-hush")
			.run((context) -> assertThat(context.getBean(WatchNotificationProperties.class).toString())
				.contains("amqp://host:5672", "k1")
				.doesNotContain("hush-hush", "0123456789abcdef"));
	}

}
