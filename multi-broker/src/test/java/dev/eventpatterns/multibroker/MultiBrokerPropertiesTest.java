package dev.eventpatterns.multibroker;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MultiBrokerPropertiesTest {

	@Test
	void needsNoBrokers() {
		assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
			.bindOrCreate("multi-broker", MultiBrokerProperties.class)
			.brokers()).isEmpty();
	}

	@Test
	void tellsWhereABrokerIsWithoutItsPassword() {
		MultiBrokerProperties.BrokerAddress address = bind("b1", "amqp://me:secret@h1/v%2F1").brokers().get(0);

		assertThat(address.place()).isEqualTo("h1:5672/v%2F1");
		assertThat(address).hasToString("b1 at h1:5672/v%2F1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			b 1; amqp://h1; letters, digits
			b1; http://h1; no scheme amqp
			b1; amqp://; Expected authority
			b1; amqp://me:secret@h1:port; no host
			b1; h1:5672; no scheme amqp
			b1; ; is missing
			""")
	void refusesWhatCannotBeABroker(String name, String uri, String reason) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(name, uri))
			.havingRootCause()
			.withMessageContaining(reason)
			.withMessageNotContaining("secret");
	}

	@Test
	void refusesTwoBrokersOfOneName() {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind("b1", "amqp://h1", "b1", "amqp://h2"))
			.havingRootCause()
			.withMessageContaining("two of multi-broker.brokers are named 'b1'");
	}

	@Test
	void refusesOneBrokerUnderTwoNames() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind("b1", "amqp://me:secret@h1", "b2", "amqp://h1:5672/"))
			.havingRootCause()
			.withMessageContaining("are the same broker, h1:5672/");
	}

	private static MultiBrokerProperties bind(String... namesAndUris) {
		Map<String, String> values = new HashMap<>();
		for (int i = 0; i < namesAndUris.length; i += 2) {
			values.put("multi-broker.brokers[" + i / 2 + "].name", namesAndUris[i]);
			if (namesAndUris[i + 1] != null) {
				values.put("multi-broker.brokers[" + i / 2 + "].uri", namesAndUris[i + 1]);
			}
		}
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("multi-broker",
				MultiBrokerProperties.class);
	}

}
