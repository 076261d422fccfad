package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.Tap;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.OrderHandler;

import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ORDERS;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.PATIENCE;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.WORKFLOW;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.byAccount;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.drain;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.metric;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.order;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.orders;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.publish;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.publishRaw;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ready;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.send;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An account that does not go on has far more orders than memory holds. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "thread-delegate.prefetch=100", "thread-delegate.on-failure=hold-context",
				"thread-delegate.retry.max-retries=0", "thread-delegate.sidings=2" })
class SidingIT {

	private static final int BOUND = 25;

	private static final Semaphore STUCK = new Semaphore(0);

	@LocalServerPort
	private int port;

	@TestConfiguration(proxyBeanMethods = false)
	static class Handlers {

		@Bean
		OrderHandler handler() {
			return (order) -> {
				if (order.symbol().equals("STUCK")) {
					STUCK.acquire();
				}
				if (order.symbol().equals("FAIL")) {
					throw new IllegalStateException("cannot place " + order.orderId());
				}
			};
		}

	}

	@Test
	void letsOthersPassAnAccountThatIsStuck(Broker broker) throws Exception {
		Tap tap = new Tap(broker, "tap.stuck");
		List<TradeOrder> stuck = account("S-1", "STUCK", 2_000);
		List<TradeOrder> others = orders(61, 300, 20);
		double before = metric(this.port, "thread_delegate_sided_total");
		publish(broker, ORDERS, stuck);
		publish(broker, ORDERS, others);
		try {
			await().atMost(PATIENCE).until(() -> tap.events().size() == others.size());
			assertThat(tap.firstCompletions()).isEqualTo(byAccount(others));
			await().atMost(PATIENCE).until(() -> ready(broker, ORDERS) == 0);

			Map<String, Object> row = row("S-1");
			assertThat(row).containsEntry("state", "RUNNING").containsEntry("inFlight", BOUND);
			await().atMost(PATIENCE).until(() -> row("S-1").get("inSiding").equals(stuck.size() - BOUND));
			assertThat(metric(this.port, "thread_delegate_sided_total") - before).isGreaterThanOrEqualTo(stuck.size());
			await().atMost(PATIENCE).until(() -> metric(this.port, "thread_delegate_open_sidings") == 1);
			await().atMost(PATIENCE).until(() -> metric(this.port, "thread_delegate_window_use") == 0);
		}
		finally {
			STUCK.release();
		}
		await().atMost(PATIENCE).until(() -> tap.events().size() == others.size() + stuck.size());
		assertThat(tap.firstCompletions("S-1")).isEqualTo(byAccount(stuck).get("S-1"));
		leavesNothingBehind(broker);
	}

	@Test
	void letsOthersPassAnAccountThatIsHeld(Broker broker) throws Exception {
		Tap tap = new Tap(broker, "tap.held");
		drain(broker, WORKFLOW);
		List<TradeOrder> followers = account("H-1", "IBM", 400);
		List<TradeOrder> others = orders(62, 300, 20);
		publish(broker, ORDERS, List.of(order("failing", "H-1", "FAIL", 1)));
		await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) == 1);
		publish(broker, ORDERS, followers);
		publish(broker, ORDERS, others);

		await().atMost(PATIENCE).until(() -> tap.events().size() == others.size());
		assertThat(tap.firstCompletions()).isEqualTo(byAccount(others));
		assertThat(row("H-1")).containsEntry("state", "HELD").containsEntry("inFlight", BOUND);
		publish(broker, ORDERS, List.of(order("failing", "H-1", "GOOG", 1)));

		await().atMost(PATIENCE).until(() -> tap.events().size() == others.size() + followers.size() + 1);
		List<String> expected = new ArrayList<>(List.of("failing"));
		expected.addAll(byAccount(followers).get("H-1"));
		assertThat(tap.firstCompletions("H-1")).isEqualTo(expected);
		leavesNothingBehind(broker);
	}

	/** So that whoever mends it sends it to where it came from. */
	@Test
	void handsOverWhatFailsAfterASidingAsItCame(Broker broker) throws Exception {
		Tap tap = new Tap(broker, "tap.failing");
		drain(broker, WORKFLOW);
		publish(broker, ORDERS, List.of(order("stuck", "W-1", "STUCK", 1)));
		publish(broker, ORDERS, account("W-1", "IBM", 200));
		publishRaw(broker, ORDERS, null, List.of(utf8("(9) W-1,SELL,FAIL,206 SHARES")));
		publishRaw(broker, ThreadDelegateTopology.siding(ORDERS, 2), null, List.of(utf8("by somebody else")));
		STUCK.release();

		await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) == 2);
		assertThat(send("DELETE", this.port, "/holds/W-1").statusCode()).isEqualTo(204);
		assertThat(drain(broker, WORKFLOW)).anySatisfy((message) -> {
			assertThat(message.getBody()).asString().contains("FAIL");
			assertThat(message.getProps().getContentType()).isNull();
			assertThat(message.getProps().getHeaders()).hasEntrySatisfying("x-original-routingKey",
					(key) -> assertThat(key).hasToString(ORDERS));
			assertThat(message.getProps().getHeaders()).doesNotContainKey("siding-opening");
		});
		assertThat(tap.firstCompletions("W-1")).hasSize(201);
		leavesNothingBehind(broker);
	}

	private static List<TradeOrder> account(String account, String symbol, int count) {
		List<TradeOrder> orders = new ArrayList<>();
		for (int i = 1; i <= count; i++) {
			orders.add(order(account + "-" + i, account, (i == 1) ? symbol : "IBM", i));
		}
		return orders;
	}

	private Map<String, Object> row(String context) throws Exception {
		String rows = send("GET", this.port, "/allocations").body();
		return JsonPath.<List<Map<String, Object>>>read(rows, "$[?(@.context == '" + context + "')]").get(0);
	}

	private void leavesNothingBehind(Broker broker) {
		await().atMost(PATIENCE).until(() -> metric(this.port, "thread_delegate_open_sidings") == 0);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(broker
				.ctl("list_queues", "-p", broker.virtualHost(), "-q", "--no-table-headers", "name", "messages")
				.lines()
				.filter((line) -> line.startsWith(ORDERS))).allMatch((line) -> line.endsWith("\t0")));
	}

}
