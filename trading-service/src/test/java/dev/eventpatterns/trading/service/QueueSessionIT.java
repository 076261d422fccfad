package dev.eventpatterns.trading.service;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@WithRabbitLab
class QueueSessionIT {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Test
	void isLostWhenNoQueueTakesWhatMustReachOne(Broker broker) throws Exception {
		AtomicInteger takenOver = new AtomicInteger();
		try (QueueSession session = session(broker)) {
			session.publish("", "no-such-queue", true, new AMQP.BasicProperties(), new byte[0],
					takenOver::incrementAndGet);

			await().atMost(PATIENCE).until(session::isLost);
			assertThat(takenOver).as("the broker confirms what it has returned").hasValue(0);
		}
	}

	@Test
	void handsOverWithTheReasonAndWithoutWhatTheBrokerWouldActUpon(Broker broker) throws Exception {
		declare(broker, "workflow.events", "failing");
		bindWorkflow(broker);
		publish(broker, "failing",
				new AMQP.BasicProperties.Builder().messageId("m-1")
					.expiration("60000")
					.headers(Map.of("context", "A-1", "BCC", List.of("failing")))
					.build());
		publish(broker, "failing", new AMQP.BasicProperties());
		try (QueueSession session = session(broker)) {
			session.consume("failing", 10,
					(message) -> session.handOver(message, new IllegalStateException("x".repeat(200_000)),
							() -> session.acknowledge(message.getEnvelope().getDeliveryTag(), false)));

			await().atMost(PATIENCE).until(() -> ready(broker, "workflow.events") >= 2);
		}

		AMQP.BasicProperties failed = get(broker, "workflow.events").getProps();
		assertThat(failed.getMessageId()).isEqualTo("m-1");
		assertThat(failed.getExpiration()).isNull();
		assertThat(failed.getHeaders()).containsKeys("context", RepublishMessageRecoverer.X_ORIGINAL_ROUTING_KEY)
			.doesNotContainKey("BCC");
		assertThat(get(broker, "workflow.events").getProps().getContentType()).as("what had none leaves with none")
			.isNull();
		assertThat(ready(broker, "failing")).isZero();
	}

	@Test
	void letsNothingThroughAfterItsEndAndGivesBackWhatIsUnacknowledged(Broker broker) throws Exception {
		declare(broker, "given-back");
		publish(broker, "given-back", new AMQP.BasicProperties());
		List<Delivery> received = new CopyOnWriteArrayList<>();
		QueueSession session = session(broker);
		session.consume("given-back", 10, received::add);
		await().atMost(PATIENCE).until(() -> received.size() == 1);

		session.close();
		session.whileOpen(received::clear);

		assertThat(received).hasSize(1);
		await().atMost(PATIENCE).until(() -> ready(broker, "given-back") == 1);
	}

	@Test
	void isLostWithItsQueue(Broker broker) throws Exception {
		declare(broker, "deleted");
		try (QueueSession session = session(broker); Connection other = broker.connectionFactory().newConnection()) {
			session.consume("deleted", 10, (message) -> {
			});

			other.createChannel().queueDelete("deleted");

			await().atMost(PATIENCE).until(session::isLost);
			assertThat(session.isLost()).isTrue();
		}
	}

	private static QueueSession session(Broker broker) throws Exception {
		return new QueueSession(broker.connectionFactory().newConnection(), Duration.ofSeconds(5));
	}

	private static void declare(Broker broker, String... queues) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			for (String queue : queues) {
				channel.queueDeclare(queue, true, false, false, null);
			}
		}
	}

	private static void bindWorkflow(Broker broker) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.exchangeDeclare("workflow", "direct", true);
			channel.queueBind("workflow.events", "workflow", "workflow.events");
		}
	}

	private static void publish(Broker broker, String queue, AMQP.BasicProperties properties) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			channel.basicPublish("", queue, properties, "BUY,AAPL,206".getBytes(StandardCharsets.UTF_8));
			channel.waitForConfirmsOrDie(20_000);
		}
	}

	private static GetResponse get(Broker broker, String queue) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			return channel.basicGet(queue, true);
		}
	}

	private static int ready(Broker broker, String queue) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			return channel.queueDeclarePassive(queue).getMessageCount();
		}
	}

}
