package dev.eventpatterns.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@WithRabbitLab(ownNode = true)
class FaultsIT {

	private static final byte[] BODY = "BUY,AAPL,206".getBytes(StandardCharsets.UTF_8);

	@Test
	void keepsConfirmedPersistentMessagesOverAKill(Broker broker) throws Exception {
		int confirmed = publishForAWhile(broker, "kept");

		broker.kill();
		assertThatThrownBy(() -> broker.connectionFactory().newConnection()).isInstanceOf(IOException.class);
		broker.restart();

		assertThat(count(broker, "kept")).isEqualTo(confirmed);
	}

	@Test
	void keepsConfirmedPersistentMessagesOverAnOrderlyStop(Broker broker) throws Exception {
		int confirmed = publishForAWhile(broker, "kept-too");

		broker.stop();
		broker.restart();

		assertThat(count(broker, "kept-too")).isEqualTo(confirmed);
	}

	@Test
	void answersNobodyWhileFrozenAndGoesOnWhenThawed(Broker broker) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			broker.freeze();
			CompletableFuture<String> declared = CompletableFuture.supplyAsync(() -> declare(channel));
			assertThatThrownBy(() -> declared.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

			broker.thaw();

			await().atMost(Duration.ofSeconds(10)).until(declared::isDone);
			assertThat(declared.join()).startsWith("amq.gen");
		}
	}

	@Test
	void restartsAFrozenNode(Broker broker) throws Exception {
		broker.freeze();

		broker.restart();

		try (Connection connection = broker.connectionFactory().newConnection()) {
			assertThat(connection.isOpen()).isTrue();
		}
	}

	@Test
	void blocksPublishersWhileTheMemoryAlarmIsUp(Broker broker) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			CompletableFuture<String> blocked = new CompletableFuture<>();
			CompletableFuture<Boolean> unblocked = new CompletableFuture<>();
			connection.addBlockedListener(blocked::complete, () -> unblocked.complete(true));

			broker.ctl("set_vm_memory_high_watermark", "0");
			channel.basicPublish("", "nowhere", null, BODY);
			await().atMost(Duration.ofSeconds(20)).until(blocked::isDone);
			broker.ctl("set_vm_memory_high_watermark", "0.4");
			await().atMost(Duration.ofSeconds(20)).until(unblocked::isDone);

			assertThat(blocked.join()).contains("memory");
			assertThat(unblocked.join()).isTrue();
		}
	}

	private static String declare(Channel channel) {
		try {
			return channel.queueDeclare().getQueue();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * For longer than RabbitMQ takes to put a new quorum queue itself on disk: 3.10 does
	 * that within about a second, and forgets the queue when it is killed before.
	 */
	private static int publishForAWhile(Broker broker, String queue) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
			channel.confirmSelect();
			int confirmed = 0;
			for (Instant end = Instant.now().plusSeconds(3); Instant.now().isBefore(end); confirmed++) {
				channel.basicPublish("", queue, MessageProperties.PERSISTENT_TEXT_PLAIN, BODY);
				channel.waitForConfirmsOrDie(10_000);
			}
			return confirmed;
		}
	}

	/**
	 * A quorum queue that has just been recovered may need a moment to elect its leader.
	 */
	private static int count(Broker broker, String queue) {
		return await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
			try (Connection connection = broker.connectionFactory().newConnection();
					Channel channel = connection.createChannel()) {
				int found = 0;
				while (channel.basicGet(queue, true) != null) {
					found++;
				}
				return found;
			}
		}, (found) -> found > 0);
	}

}
