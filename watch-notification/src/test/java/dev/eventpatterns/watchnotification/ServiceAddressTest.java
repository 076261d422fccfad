package dev.eventpatterns.watchnotification;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceAddressTest {

	@ParameterizedTest
	@CsvSource({ "amqp://host:5673/orders, amqp://host:5673/orders", "AMQP://Host/, amqp://host:5672/%2F",
			"amqps://host, amqps://host:5671/%2F", "amqp://host:1/%2f, amqp://host:1/%2F",
			"amqp://[::1]:5672/a%20b, amqp://[::1]:5672/a%20b",
			"amqp://10.0.0.1:65535/a+b, amqp://10.0.0.1:65535/a%2Bb" })
	void readsWhatMeansTheSameAsTheSame(String text, String form) {
		ServiceAddress address = ServiceAddress.parse(text);

		assertThat(address).hasToString(form).isEqualTo(ServiceAddress.parse(form));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "''; must start with", "http://host:80/; must start with", "host:5672; must start with",
					"amqp://user:secret@host/; must not contain a user", "amqp://@host/; must not contain a user",
					"amqp:///vhost; must be of the form", "amqp://host:0/; port", "amqp://host:65536/; port",
					"amqp://host:99999999999/; must be of the form", "amqp://host/a/b; write it as %2F",
					"amqp://host/a?heartbeat=1; must be of the form", "amqp://host/a#b; must be of the form",
					"amqp://ho st/; must be of the form", "amqp://host/%zz; must be of the form",
					"amqp://under_score/; must be of the form" })
	void refusesWhatIsNoneAndSaysWhy(String text, String reason) {
		assertThatThrownBy(() -> ServiceAddress.parse(text)).isInstanceOf(ServiceAddress.InvalidAddressException.class)
			.hasMessageContaining(reason)
			.hasMessageNotContaining("secret");
	}

	@Test
	void refusesWhatIsTooLong() {
		assertThatThrownBy(() -> ServiceAddress.parse("amqp://host/" + "v".repeat(600))).hasMessageContaining("longer");
	}

}
