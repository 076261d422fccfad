package dev.eventpatterns.threaddelegate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.Tap;
import dev.eventpatterns.trading.service.OrderHandler;

import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ORDERS;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.PATIENCE;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.WORKFLOW;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.drain;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.metric;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.order;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.publish;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ready;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Followers of a failed order wait for it, those of other accounts do not. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "thread-delegate.on-failure=hold-context", "thread-delegate.retry.max-retries=0" })
class HoldContextIT {

	@LocalServerPort
	private int port;

	@TestConfiguration(proxyBeanMethods = false)
	static class Handlers {

		@Bean
		OrderHandler handler() {
			return (order) -> {
				if (order.symbol().equals("FAIL")) {
					throw new IllegalStateException("cannot place " + order.orderId());
				}
			};
		}

	}

	@Test
	void handlesTheMendedOrderAndThenItsFollowersInOrder(Broker broker) throws Exception {
		Tap tap = new Tap(broker, "tap.mended");
		drain(broker, WORKFLOW);
		publish(broker, ORDERS, List.of(order("a-1", "A-1", "IBM", 1), order("a-2", "A-1", "FAIL", 2),
				order("a-3", "A-1", "IBM", 3), order("a-4", "A-1", "IBM", 4), order("b-1", "B-1", "IBM", 1)));
		await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) == 1);
		await().atMost(PATIENCE).until(() -> tap.firstCompletions("B-1").equals(List.of("b-1")));
		assertThat(tap.firstCompletions("A-1")).containsExactly("a-1");
		assertThat(metric(this.port, "thread_delegate_held_contexts")).isEqualTo(1);
		assertThat(drain(broker, WORKFLOW).get(0).getProps().getHeaders()).containsEntry("context-held", true);

		publish(broker, ORDERS, List.of(order("a-2", "A-1", "GOOG", 2), order("a-5", "A-1", "IBM", 5)));

		await().atMost(PATIENCE).until(() -> tap.firstCompletions("A-1").size() == 5);
		assertThat(tap.firstCompletions("A-1")).containsExactly("a-1", "a-2", "a-3", "a-4", "a-5");
		await().atMost(PATIENCE).until(() -> metric(this.port, "thread_delegate_held_contexts") == 0);
	}

	@Test
	void holdsOnWhenTheMendedOrderFailsAgain(Broker broker) throws Exception {
		Tap tap = new Tap(broker, "tap.again");
		drain(broker, WORKFLOW);
		publish(broker, ORDERS, List.of(order("d-1", "D-1", "FAIL", 1), order("d-2", "D-1", "IBM", 2)));
		await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) == 1);

		publish(broker, ORDERS, List.of(order("d-1", "D-1", "FAIL", 1)));
		await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) == 2);
		assertThat(tap.firstCompletions("D-1")).isEmpty();
		publish(broker, ORDERS, List.of(order("d-1", "D-1", "GOOG", 1)));

		await().atMost(PATIENCE).until(() -> tap.firstCompletions("D-1").size() == 2);
		assertThat(tap.firstCompletions("D-1")).containsExactly("d-1", "d-2");
	}

	@Test
	void keepsHoldingOverALostConnection(Broker broker) throws Exception {
		Tap tap = new Tap(broker, "tap.lost");
		drain(broker, WORKFLOW);
		publish(broker, ORDERS, List.of(order("e-1", "E-1", "FAIL", 1), order("e-2", "E-1", "IBM", 2)));
		await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) == 1);

		broker.ctl("close_all_connections", "-p", broker.virtualHost(), "test");
		publish(broker, ORDERS, List.of(order("f-1", "F-1", "IBM", 1)));
		await().atMost(PATIENCE).until(() -> tap.firstCompletions("F-1").size() == 1);
		assertThat(tap.firstCompletions("E-1")).isEmpty();
		publish(broker, ORDERS, List.of(order("e-1", "E-1", "GOOG", 1)));

		await().atMost(PATIENCE).until(() -> tap.firstCompletions("E-1").size() == 2);
		assertThat(tap.firstCompletions("E-1")).containsExactly("e-1", "e-2");
	}

	@Test
	void letsTheFollowersGoOnWhenTheAccountIsReleasedByHand(Broker broker) throws Exception {
		Tap tap = new Tap(broker, "tap.released");
		publish(broker, ORDERS, List.of(order("c-1", "C-1", "FAIL", 1), order("c-2", "C-1", "IBM", 2)));
		await().atMost(PATIENCE).until(() -> send("GET", this.port, "/allocations").body().contains("HELD"));

		assertThat(send("DELETE", this.port, "/holds/C-1").statusCode()).isEqualTo(204);
		await().atMost(PATIENCE).until(() -> tap.firstCompletions("C-1").equals(List.of("c-2")));
		assertThat(send("DELETE", this.port, "/holds/C-1").statusCode()).isEqualTo(404);

		broker.ctl("close_all_connections", "-p", broker.virtualHost(), "test");
		publish(broker, ORDERS, List.of(order("c-3", "C-1", "IBM", 3)));
		await().atMost(PATIENCE).until(() -> tap.firstCompletions("C-1").equals(List.of("c-2", "c-3")));
	}

	@Test
	void tellsWhoeverWatchesWhichAccountsAreHeld(Broker broker) throws Exception {
		String queue = "watcher";
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.queueDeclare(queue, true, false, false, null);
			channel.queueBind(queue, "control", "thread-delegate.held");
		}
		publish(broker, ORDERS, List.of(order("g-1", "G-1", "FAIL", 1), order("g-2", "G-1", "IBM", 2)));
		List<Map<String, Object>> told = new ArrayList<>();
		heard(broker, queue, told, 0, 1, "G-1");
		publish(broker, ORDERS, List.of(order("g-1", "G-1", "GOOG", 1)));
		heard(broker, queue, told, 1, 0, "none");

		assertThat(told).allSatisfy((event) -> {
			assertThat(event).containsEntry("source", "thread-delegate").containsEntry("kind", "held");
			assertThat(event).containsEntry("channel", ORDERS).containsKey("at");
		});
	}

	private static void heard(Broker broker, String queue, List<Map<String, Object>> told, int from, int to,
			String reason) {
		await().atMost(PATIENCE).until(() -> {
			drain(broker, queue).forEach(
					(message) -> told.add(JsonPath.read(new String(message.getBody(), StandardCharsets.UTF_8), "$")));
			return told.stream()
				.anyMatch((event) -> event.get("from").equals(from) && event.get("to").equals(to)
						&& event.get("reason").equals(reason));
		});
	}

}
