package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import com.jayway.jsonpath.JsonPath;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.Tap;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.OrderHandler;

import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ORDERS;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.PATIENCE;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.WORKFLOW;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.byAccount;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.drain;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.metric;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.order;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.orders;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.post;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.publish;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.publishRaw;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ready;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.send;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Producer and consumer in one process; the symbol tells the handler what to do. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "thread-delegate.delegates=8", "thread-delegate.retry.delay=300ms" })
class ThreadDelegateIT {

	private static final Semaphore HANGING = new Semaphore(0);

	private static final Semaphore OTHER = new Semaphore(0);

	private static final Set<String> FAILED_ONCE = ConcurrentHashMap.newKeySet();

	@LocalServerPort
	private int port;

	private Tap tap;

	@TestConfiguration(proxyBeanMethods = false)
	static class Handlers {

		@Bean
		OrderHandler handler() {
			return (order) -> {
				switch (order.symbol()) {
					case "FAIL" -> throw new IllegalStateException("cannot place " + order.orderId());
					case "DIE" -> throw new StackOverflowError("handler went too deep");
					case "HANG" -> HANGING.acquire();
					case "ONCE" -> {
						if (FAILED_ONCE.add(String.valueOf(order.orderId()))) {
							throw new IllegalStateException("not yet");
						}
						OTHER.acquire();
					}
					case "OTHER" -> OTHER.release();
					default -> {
					}
				}
			};
		}

	}

	@BeforeEach
	void listen(Broker broker) throws Exception {
		this.tap = new Tap(broker, "tap.thread-delegate");
		this.tap.events();
		this.tap = new Tap(broker, "tap.thread-delegate");
	}

	@Test
	void keepsTheOrderOfEachAccount(Broker broker) throws Exception {
		List<TradeOrder> orders = orders(1, 1_500, 40);

		publish(broker, ORDERS, orders);

		await().atMost(PATIENCE).until(() -> this.tap.events().size() == orders.size());
		assertThat(this.tap.firstCompletions()).isEqualTo(byAccount(orders));
	}

	@Test
	void takesWhatAForeignClientSends(Broker broker) throws Exception {
		publishRaw(broker, ORDERS, null,
				List.of(utf8("(1) B-123,SELL,AAPL,206 SHARES"), utf8("PLACE SELL GOOG A-136 2,000,000.00")));
		publishRaw(broker, ORDERS, "text/plain", List.of(utf8("BUY,AAPL,206")));

		await().atMost(PATIENCE).until(() -> this.tap.events().size() == 3);
		assertThat(this.tap.events()).extracting((event) -> event.get("account"))
			.containsExactlyInAnyOrder("B-123", "A-136", "HOUSE");
		assertThat(this.tap.events()).allSatisfy((event) -> {
			assertThat(event).containsEntry("orderId", null).containsEntry("sentAt", null);
			assertThat(String.valueOf(event.get("receivedAt"))).matches("20\\d\\d-.*T.*\\.\\d{6}Z");
		});
		await().atMost(PATIENCE).until(() -> metric(this.port, "thread_delegate_unidentified_total") >= 3);
	}

	@Test
	void handsOverWhatIsMalformedAndHandlesWhatIsNot(Broker broker) throws Exception {
		drain(broker, WORKFLOW);
		TradeOrderGenerator generator = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(2));
		List<TradeOrder> good = new ArrayList<>();
		for (int block = 0; block < 5; block++) {
			List<byte[]> bad = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				bad.add(generator.nextMalformed().body());
			}
			publishRaw(broker, ORDERS, "application/json", bad);
			good.add(generator.next());
			publish(broker, ORDERS, good.subList(block, block + 1));
		}

		await().atMost(PATIENCE).until(() -> this.tap.events().size() == good.size());
		await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) == 500);
		GetResponse handedOver = drain(broker, WORKFLOW).get(0);
		Map<String, Object> headers = handedOver.getProps().getHeaders();
		assertThat(headers.get("x-exception-message")).asString().isNotBlank();
		assertThat(headers.get("x-original-routingKey")).hasToString(ORDERS);
	}

	@Test
	void triesAgainWithoutLettingFollowersPassOrOthersWait(Broker broker) throws Exception {
		List<TradeOrder> orders = List.of(order("once-1", "R-1", "ONCE", 1), order("once-2", "R-1", "IBM", 2),
				order("other-1", "R-2", "OTHER", 1));

		publish(broker, ORDERS, orders);

		await().atMost(PATIENCE).until(() -> this.tap.events().size() == 3);
		assertThat(this.tap.events()).extracting((event) -> event.get("orderId"))
			.containsExactly("other-1", "once-1", "once-2");
	}

	@Test
	void handsOverWhatFailsForGoodAndGoesOnWithItsFollowers(Broker broker) throws Exception {
		drain(broker, WORKFLOW);

		publish(broker, ORDERS, List.of(order("fail-1", "F-1", "FAIL", 1), order("fail-2", "F-1", "DIE", 2),
				order("after", "F-1", "IBM", 3)));

		await().atMost(PATIENCE).until(() -> this.tap.firstCompletions("F-1").equals(List.of("after")));
		await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) == 2);
		List<GetResponse> handedOver = drain(broker, WORKFLOW);
		assertThat(handedOver).extracting((message) -> message.getProps().getMessageId())
			.containsExactly("fail-1", "fail-2");
		assertThat(handedOver.get(0).getProps().getHeaders().get("x-exception-message"))
			.hasToString("cannot place fail-1");
	}

	@Test
	void leavesOtherAccountsAloneWhileHandlersHang(Broker broker) throws Exception {
		List<TradeOrder> others = orders(3, 500, 20);
		publish(broker, ORDERS, List.of(order("hang-1", "H-1", "HANG", 1), order("hang-2", "H-2", "HANG", 1)));
		try {
			publish(broker, ORDERS, others);

			await().atMost(PATIENCE).until(() -> this.tap.events().size() == others.size());
			assertThat(this.tap.firstCompletions()).isEqualTo(byAccount(others));
			// Behind two orders that are not done, the acks of the others go out all the
			// same.
			await().atMost(PATIENCE).untilAsserted(() -> {
				String rows = send("GET", this.port, "/allocations").body();
				assertThat(JsonPath.<List<String>>read(rows, "$[*].context")).containsExactly("H-1", "H-2");
				assertThat(JsonPath.<List<String>>read(rows, "$[*].state")).containsOnly("RUNNING");
				assertThat(metric(this.port, "thread_delegate_saturation")).isEqualTo(2 / 8.0);
				assertThat(metric(this.port, "thread_delegate_window_use")).isEqualTo(2 / 1000.0);
			});
		}
		finally {
			HANGING.release(2);
		}
		await().atMost(PATIENCE).until(() -> this.tap.events().size() == others.size() + 2);
	}

	@Test
	void tellsResponseTimesByDelegateActionAndHottestContext(Broker broker) throws Exception {
		publish(broker, ORDERS, orders(4, 500, 3));
		await().atMost(PATIENCE).until(() -> this.tap.events().size() == 500);

		await().atMost(PATIENCE).untilAsserted(() -> {
			String times = send("GET", this.port, "/response-times").body();
			assertThat(JsonPath.<List<Integer>>read(times, "$.delegates[*].events")
				.stream()
				.mapToInt(Integer::intValue)
				.sum()).isGreaterThanOrEqualTo(500);
			assertThat(JsonPath.<List<String>>read(times, "$.actions[*].name")).contains("PLACE");
			assertThat(JsonPath.<List<Double>>read(times, "$.hottestContexts[*].p99")).isNotEmpty();
		});
	}

	@Test
	void acceptsOrdersOverHttpOnlyWhenTheQueueHasThem() throws Exception {
		assertThat(post(this.port, "text/plain", "PLACE SELL GOOG P-1 2.00\nBUY,AAPL,206").statusCode()).isEqualTo(202);
		assertThat(post(this.port, "text/plain", "PLACE SELL GOOG P-1 2.00\nBUY,AAPL,206 shares").statusCode())
			.isEqualTo(400);

		await().atMost(PATIENCE).until(() -> this.tap.events().size() == 2);
	}

	/** The broker returns it, and confirms it all the same. */
	@RepeatedTest(3)
	void keepsWhatTheWorkflowQueueDoesNotTake(Broker broker) throws Exception {
		drain(broker, WORKFLOW);
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.queueUnbind(WORKFLOW, "workflow", WORKFLOW);
		}

		publishRaw(broker, ORDERS, "text/plain", List.of(utf8("BUY,AAPL,206 shares")));

		// The next connection declares the binding again.
		await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) == 1);
	}

	@Test
	void answersWhatIsNotHeldWithAProblem() throws Exception {
		assertThat(send("DELETE", this.port, "/holds/nobody").statusCode()).isEqualTo(404);
		assertThat(send("DELETE", this.port, "/holds/nobody").body()).contains("is not held");
	}

	@Test
	void leavesNothingUnacknowledgedWhenAllIsDone(Broker broker) throws Exception {
		List<TradeOrder> orders = orders(5, 333, 10);
		publish(broker, ORDERS, orders);
		await().atMost(PATIENCE).until(() -> this.tap.events().size() == orders.size());

		await().atMost(PATIENCE).until(() -> unacknowledged(broker), "0"::equals);
	}

	private static String unacknowledged(Broker broker) {
		return broker
			.ctl("list_queues", "-p", broker.virtualHost(), "-q", "--no-table-headers", "name",
					"messages_unacknowledged")
			.lines()
			.filter((line) -> line.matches(ORDERS + "\\s.*"))
			.map((line) -> line.replaceAll(".*\\s", ""))
			.findFirst()
			.orElse("?");
	}

	/** Bodies are as the suite writes them, so the account comes from the body alone. */
	@Test
	void readsTheContextFromTheBodyWhereThereIsNoHeader(Broker broker) throws Exception {
		List<TradeOrder> orders = orders(6, 200, 4);

		publishRaw(broker, ORDERS, "application/json", orders.stream().map(TradeOrderMessages::body).toList());

		await().atMost(PATIENCE).until(() -> this.tap.events().size() == orders.size());
		assertThat(this.tap.firstCompletions()).isEqualTo(byAccount(orders));
	}

}
