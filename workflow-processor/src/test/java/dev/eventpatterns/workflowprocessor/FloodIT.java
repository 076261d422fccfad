package dev.eventpatterns.workflowprocessor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.LongStringHelper;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Malformed events of every kind: all are stored, and none stops the intake. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "spring.datasource.url=jdbc:h2:mem:flood;MODE=PostgreSQL;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000")
@Import(TestLogin.class)
class FloodIT {

	private static final int EVENTS = Integer.getInteger("flood.events", 4_000);

	private static final Duration PATIENCE = Desk.PATIENCE.multipliedBy(1 + EVENTS / 10_000);

	@LocalServerPort
	private int port;

	private final Random random = new Random(4);

	@Test
	void storesMalformedEventsOfEveryKind(Broker broker) throws Exception {
		Api api = new Api(this.port, TestLogin.OPERATOR);
		Desk.awaitConsumer(broker, "workflow.events");
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			for (int i = 0; i < EVENTS; i++) {
				channel.basicPublish("workflow", "workflow.events", true, properties(i), body(i));
			}
			channel.waitForConfirmsOrDie(PATIENCE.toMillis());
		}

		await().atMost(PATIENCE).until(() -> total(api) >= EVENTS);
		assertThat(total(api)).isEqualTo(EVENTS);
		assertThat(isEmpty(broker)).isTrue();
		api.get("/api/events?size=200").get("items").forEach((event) -> {
			try {
				api.get("/api/events/" + event.get("id"));
				assertThat(api.download("/api/events/" + event.get("id") + "/body").body())
					.hasSize(event.get("size").asInt());
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private byte[] body(int i) {
		byte[] noise = new byte[this.random.nextInt(2_000)];
		this.random.nextBytes(noise);
		return switch (i % 8) {
			case 0 -> noise;
			case 1 -> new byte[0];
			case 2 -> "[".repeat(5_000).getBytes(StandardCharsets.UTF_8);
			case 3 -> "{\"orderId\":\"\u0000\uFFFF\",\"account\":".getBytes(StandardCharsets.UTF_8);
			case 4 -> new byte[] { (byte) 0xED, (byte) 0xA0, (byte) 0x80, 0, (byte) 0xFF };
			case 5 -> "<script>alert(1)</script>'; DROP TABLE event; --".getBytes(StandardCharsets.UTF_8);
			case 6 -> ("x".repeat(i % 400 == 6 ? 700_000 : 70)).getBytes(StandardCharsets.UTF_8);
			default -> ("{\"a\":".repeat(900) + "1" + "}".repeat(900)).getBytes(StandardCharsets.UTF_8);
		};
	}

	private AMQP.BasicProperties properties(int i) {
		Map<String, Object> headers = new HashMap<>();
		switch (i % 5) {
			case 0 -> headers.put("x-exception-message", "y".repeat(20_000));
			case 1 ->
				headers.put("x-exception-stacktrace", LongStringHelper.asLongString(new byte[] { (byte) 0xFF, 0 }));
			case 2 -> headers.put("deep", deep(200));
			case 3 -> headers.put("x-death", List.of("no table", 4));
			default -> headers.put("workflow-lineage", "no uuid \u0000");
		}
		return new AMQP.BasicProperties.Builder().headers(headers)
			.messageId((i % 3 == 0) ? "\u0000\u20AC " + i : null)
			.contentType((i % 7 == 0) ? "application/\u0001" : null)
			.build();
	}

	private static Object deep(int levels) {
		Object value = new ArrayList<>();
		for (int i = 0; i < levels; i++) {
			value = (i % 2 == 0) ? Map.of("t", value) : new ArrayList<>(List.of(value));
		}
		return value;
	}

	private static boolean isEmpty(Broker broker) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			return channel.queueDeclarePassive("workflow.events").getMessageCount() == 0;
		}
	}

	private static long total(Api api) throws Exception {
		return api.get("/api/groups").valueStream().mapToLong((group) -> group.get("total").asLong()).sum();
	}

}
