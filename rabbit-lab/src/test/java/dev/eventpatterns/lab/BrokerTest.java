package dev.eventpatterns.lab;

import com.rabbitmq.client.ConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

class BrokerTest {

	@Test
	void writesAUriThatClientsReadBackAsItWas() throws Exception {
		BrokerAddress address = new BrokerAddress("127.0.0.1", 20018, "us@er", "p:w/d+1 %", "a b/ü", null, null);
		ConnectionFactory client = new ConnectionFactory();

		client.setUri(new Broker(address, new UnreachableNode()).uri());

		assertThat(client.getHost()).isEqualTo("127.0.0.1");
		assertThat(client.getPort()).isEqualTo(20018);
		assertThat(client.getUsername()).isEqualTo("us@er");
		assertThat(client.getPassword()).isEqualTo("p:w/d+1 %");
		assertThat(client.getVirtualHost()).isEqualTo("a b/ü");
		assertThat(AmqpUri.parse(AmqpUri.format(address))).isEqualTo(address);
	}

	@Test
	void readsAnAddressWithDefaults() {
		BrokerAddress address = AmqpUri.parse("amqp://broker.example");

		assertThat(address).isEqualTo(new BrokerAddress("broker.example", 5672, "guest", "guest", "/", null, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "broker.example:5672", "http://broker.example", "amqp://", "amqp://u:secret@h o/",
			"amqp:/x", "amqp://h/a/b/c" })
	void refusesWhatIsNoAddressWithoutRepeatingIt(String text) {
		assertThatThrownBy(() -> AmqpUri.parse(text)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("not of the form amqp://user:password@host:port/virtual-host");
	}

	@Test
	void givesSpringItsConnectionProperties() {
		Broker broker = new Broker(new BrokerAddress("127.0.0.1", 20018, "guest", "pw", "test", null, null),
				new UnreachableNode());

		assertThat(broker.springProperties()).containsExactly(entry("spring.rabbitmq.host", "127.0.0.1"),
				entry("spring.rabbitmq.port", "20018"), entry("spring.rabbitmq.username", "guest"),
				entry("spring.rabbitmq.password", "pw"), entry("spring.rabbitmq.virtual-host", "test"));
	}

}
