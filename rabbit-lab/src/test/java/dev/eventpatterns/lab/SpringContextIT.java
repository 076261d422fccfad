package dev.eventpatterns.lab;

import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.AmqpTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "spring.rabbitmq.port=1")
@WithRabbitLab
class SpringContextIT {

	@Autowired
	AmqpTemplate template;

	@Test
	void reachesTheLabsBrokerWithoutAnotherLine(Broker broker) throws Exception {
		try (var connection = broker.connectionFactory().newConnection(); var channel = connection.createChannel()) {
			channel.queueDeclare("greetings", false, true, true, null);

			this.template.convertAndSend("greetings", "hello");

			assertThat(channel.basicGet("greetings", true).getBody()).asString().isEqualTo("hello");
		}
	}

	@Test
	void prefersTheLabsPropertiesToAllOthers(Broker broker, @Autowired Environment environment) {
		assertThat(environment.getProperty("spring.rabbitmq.port")).isEqualTo(String.valueOf(broker.port()));
		assertThat(environment.getProperty("spring.rabbitmq.virtual-host")).isEqualTo(broker.virtualHost());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
