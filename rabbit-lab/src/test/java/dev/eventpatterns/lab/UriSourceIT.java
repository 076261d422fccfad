package dev.eventpatterns.lab;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@WithRabbitLab
class UriSourceIT {

	private final LabOptions options = LabOptions.defaults().logTo((line) -> {
	});

	@Test
	void usesTheNamedBrokerAndLeavesItAsItWas(Broker broker) throws Exception {
		List<BrokerSource> sources = List.of(new UriSource(named(broker)));

		RabbitLab lab = RabbitLab.start(this.options, sources);
		Broker view = lab.broker().withVirtualHost("for-a-while");
		try (Connection connection = view.connectionFactory().newConnection()) {
			assertThat(connection.isOpen()).isTrue();
		}
		lab.close();

		assertThat(lab.description()).contains("named by RABBIT_LAB_URI").doesNotContain("guest");
		assertThatThrownBy(() -> view.connectionFactory().newConnection()).isInstanceOf(IOException.class);
		assertThat(broker.ctl("list_vhosts")).doesNotContain("for-a-while").contains(broker.virtualHost());
	}

	@Test
	void neverKillsTheNamedBroker(Broker broker) {
		try (RabbitLab lab = RabbitLab.start(this.options, List.of(new UriSource(named(broker))))) {
			Broker foreign = lab.broker();

			assertThat(foreign.canBeKilled()).isFalse();
			assertThatThrownBy(foreign::kill).isInstanceOf(BrokerNotKillableException.class);
			assertThatThrownBy(foreign::restart).isInstanceOf(BrokerNotKillableException.class);
			assertThatThrownBy(foreign::freeze).isInstanceOf(BrokerNotKillableException.class);
			assertThatThrownBy(foreign::thaw).isInstanceOf(BrokerNotKillableException.class);
			assertThatThrownBy(foreign::stop).isInstanceOf(BrokerNotKillableException.class);
			assertThatThrownBy(() -> foreign.ctl("status")).isInstanceOf(BrokerNotKillableException.class);
		}
	}

	@Test
	void refusesAWrongPasswordWithoutShowingIt(Broker broker) {
		Map<String, String> wrong = Map.of("RABBIT_LAB_URI", broker.uri().replace(":guest@", ":secret@"));

		assertThatThrownBy(() -> RabbitLab.start(this.options, List.of(new UriSource(wrong))))
			.isInstanceOf(NoBrokerException.class)
			.hasMessageContaining("guest cannot connect to 127.0.0.1")
			.hasMessageNotContaining("secret");
	}

	private static Map<String, String> named(Broker broker) {
		return Map.of("RABBIT_LAB_URI", broker.uri(), "RABBIT_LAB_MANAGEMENT_URI",
				String.valueOf(broker.managementUri()));
	}

}
