package dev.eventpatterns.workflowprocessor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.threaddelegate.ThreadDelegateApplication;
import dev.eventpatterns.trading.service.OrderHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Together with thread-delegate no order of an account is overtaken: while a person mends
 * one, its followers wait, and go on behind it.
 */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "spring.datasource.url=jdbc:h2:mem:order-guard;MODE=PostgreSQL;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000")
@Import(TestLogin.class)
class OrderGuardIT {

	private static final String UNLUCKY = "13";

	@LocalServerPort
	private int port;

	private final List<String> handled = new CopyOnWriteArrayList<>();

	@Test
	void letsTheMendedOrderGoFirstAndItsFollowersBehindIt(Broker broker) throws Exception {
		Api api = new Api(this.port, TestLogin.OPERATOR);
		OrderHandler handler = (order) -> {
			if (order.quantity().toPlainString().equals(UNLUCKY)) {
				throw new IllegalStateException("no market maker takes 13");
			}
			this.handled.add(order.account() + "/" + order.sequence());
		};
		Desk.awaitConsumer(broker, "workflow.events");
		try (ConfigurableApplicationContext delegate = delegate(broker, handler)) {
			Desk.awaitConsumer(broker, "thread-delegate.orders");
			try (Connection connection = broker.connectionFactory().newConnection();
					Channel channel = connection.createChannel()) {
				channel.confirmSelect();
				for (int sequence = 1; sequence <= 5; sequence++) {
					send(channel, "A-1", sequence, (sequence == 2) ? UNLUCKY : "7");
					send(channel, "B-1", sequence, "7");
				}
				channel.waitForConfirmsOrDie(Desk.PATIENCE.toMillis());
			}
			await().atMost(Desk.PATIENCE)
				.until(() -> api.get("/api/events?state=WAITING&q=A-1").get("items").size() == 1);
			await().atMost(Desk.PATIENCE).until(() -> of("B-1").size() == 5);
			assertThat(of("A-1")).containsExactly("A-1/1");

			JsonNode event = api.get("/api/events?q=A-1").get("items").get(0);
			String mended = order("A-1", 2, "14").replace("\"", "\\\"");
			assertThat(api
				.post("/api/events/" + event.get("id") + "/resend",
						"{\"version\":" + event.get("version") + ",\"body\":\"" + mended + "\"}")
				.statusCode()).isEqualTo(200);

			await().atMost(Desk.PATIENCE).until(() -> of("A-1").size() == 5);
			assertThat(of("A-1")).containsExactly("A-1/1", "A-1/2", "A-1/3", "A-1/4", "A-1/5");
			await().atMost(Desk.PATIENCE)
				.until(() -> api.get("/api/events?q=A-1")
					.get("items")
					.get(0)
					.get("state")
					.stringValue()
					.equals("PROCESSED"));
		}
	}

	private List<String> of(String account) {
		return this.handled.stream().filter((order) -> order.startsWith(account)).toList();
	}

	private static void send(Channel channel, String account, int sequence, String quantity) throws Exception {
		channel.basicPublish("", "thread-delegate.orders",
				new AMQP.BasicProperties.Builder().contentType("application/json")
					.messageId(id(account, sequence))
					.headers(Map.of("context", account))
					.deliveryMode(2)
					.build(),
				order(account, sequence, quantity).getBytes());
	}

	private static String id(String account, int sequence) {
		return "guarded-" + account + "-" + sequence;
	}

	private static String order(String account, int sequence, String quantity) {
		return "{\"orderId\":\"" + id(account, sequence) + "\",\"account\":\"" + account
				+ "\",\"action\":\"PLACE\",\"side\":\"BUY\",\"symbol\":\"AAPL\",\"quantity\":" + quantity
				+ ",\"sequence\":" + sequence + "}";
	}

	/** The other module, without the database and the login that this one has. */
	private static ConfigurableApplicationContext delegate(Broker broker, OrderHandler handler) {
		List<String> properties = new ArrayList<>(List.of("--spring.config.name=none",
				"--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
				"--thread-delegate.on-failure=hold-context", "--thread-delegate.retry.delay=10ms"));
		broker.springProperties().forEach((name, value) -> properties.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(ThreadDelegateApplication.class).profiles("consumer")
			.web(WebApplicationType.NONE)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean("testHandler",
					OrderHandler.class, () -> handler))
			.run(properties.toArray(String[]::new));
	}

}
