package dev.eventpatterns.lab;

import java.util.HashMap;
import java.util.Map;

import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README shows, run. */
@WithRabbitLab
class OrdersIT {

	@Test
	void arrive(Broker broker) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection()) {
			assertThat(connection.isOpen()).isTrue();
		}
	}

	@Test
	void findTheBrokerBySpringsProperties(Broker broker) {
		Map<String, Object> properties = new HashMap<>();
		DynamicPropertyRegistry registry = (name, value) -> properties.put(name, value.get());

		broker.springProperties().forEach((name, value) -> registry.add(name, () -> value));

		assertThat(properties).containsEntry("spring.rabbitmq.port", String.valueOf(broker.port()));
	}

}
