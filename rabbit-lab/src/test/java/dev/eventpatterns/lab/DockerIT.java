package dev.eventpatterns.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class DockerIT {

	private static final byte[] BODY = "x".getBytes(StandardCharsets.UTF_8);

	private static RabbitLab lab;

	@BeforeAll
	static void startBroker() {
		String reason = new DockerEngine(System.getenv()).whyNot();
		Skip.unless(reason == null, "DockerIT", "no Docker engine answers (" + reason + "); start one to run it");
		lab = RabbitLab.start(LabOptions.defaults().source(LabSource.DOCKER).plugins("rabbitmq_shovel"));
	}

	@AfterAll
	static void endBroker() {
		if (lab != null) {
			lab.close();
		}
	}

	@Test
	void takesRabbitMq4WithThePluginsAskedFor() {
		assertThat(lab.description()).startsWith("RabbitMQ 4.").endsWith("in Docker");
		assertThat(lab.broker().ctl("eval", "rabbit_plugins:active().")).contains("rabbitmq_shovel")
			.contains("rabbitmq_prometheus")
			.contains("rabbitmq_management");
	}

	@Test
	void keepsAConfirmedMessageOverAKillOnTheSamePorts() throws Exception {
		Broker broker = lab.broker().withVirtualHost("kept");
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.queueDeclare("kept", true, false, false, Map.of("x-queue-type", "quorum"));
			channel.confirmSelect();
			// For longer than a new quorum queue itself takes to reach the disk.
			for (Instant end = Instant.now().plusSeconds(3); Instant.now().isBefore(end);) {
				channel.basicPublish("", "kept", MessageProperties.PERSISTENT_BASIC, BODY);
				channel.waitForConfirmsOrDie(10_000);
			}
		}

		broker.kill();
		assertThatThrownBy(() -> broker.connectionFactory().newConnection()).isInstanceOf(IOException.class);
		broker.restart();

		GetResponse found = await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
			try (Connection connection = broker.connectionFactory().newConnection();
					Channel channel = connection.createChannel()) {
				return channel.basicGet("kept", true);
			}
		}, (response) -> response != null);
		assertThat(found.getBody()).asString().isEqualTo("x");
	}

	@Test
	void answersNobodyWhileFrozen() throws Exception {
		Broker broker = lab.broker();

		broker.freeze();

		assertThat(Readiness.whyNot(
				new BrokerAddress(broker.host(), broker.port(), broker.username(), broker.password(), "/", null, null)))
			.isNotNull();
		broker.thaw();
		try (Connection connection = broker.connectionFactory().newConnection()) {
			assertThat(connection.isOpen()).isTrue();
		}
	}

}
