package dev.eventpatterns.blueprint;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.eventpatterns.blueprint.BlueprintFixtures.Tap;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrder;

import static dev.eventpatterns.blueprint.BlueprintFixtures.ORDERS;
import static dev.eventpatterns.blueprint.BlueprintFixtures.PATIENCE;
import static dev.eventpatterns.blueprint.BlueprintFixtures.order;
import static dev.eventpatterns.blueprint.BlueprintFixtures.orders;
import static dev.eventpatterns.blueprint.BlueprintFixtures.post;
import static dev.eventpatterns.blueprint.BlueprintFixtures.publish;
import static dev.eventpatterns.blueprint.BlueprintFixtures.read;
import static dev.eventpatterns.blueprint.BlueprintFixtures.send;
import static dev.eventpatterns.blueprint.BlueprintFixtures.start;
import static dev.eventpatterns.blueprint.BlueprintFixtures.takeFailed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** All roles in one process, from HTTP to the books. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"spring.datasource.url=jdbc:h2:mem:blueprint;MODE=PostgreSQL", "blueprint.work=10ms",
		"blueprint.symbols=AAPL,AMZN,BRK.B,GOOG,IBM,MSFT,NVDA,ORCL,SAP,TSLA", "thread-delegate.retry.max-retries=0",
		"blueprint.urgent-retries=1", "blueprint.urgent-retry-delay=200ms", "producer-control-flow.high-water=300",
		"producer-control-flow.low-water=100", "thread-delegate.prefetch=100", "supervisor-consumer.keep-alive=2s" })
class BlueprintIT {

	@TempDir
	private static Path folder;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void spillsToATemporaryFolder(DynamicPropertyRegistry registry) {
		registry.add("producer-control-flow.buffer.folder", () -> folder.resolve("buffer").toString());
	}

	@AfterEach
	void letsAsManyDelegatesWorkAsBefore() throws Exception {
		limit(16);
	}

	@Test
	void passesOrdersOnInTheOrderOfTheirAccountAndAppliesEachOnce(Broker broker) throws Exception {
		Tap tap = Tap.processed(broker, "tap.passed");
		List<TradeOrder> orders = orders(11, 600, 20);
		int before = read(this.port, "/books", "applied");

		assertThat(post(this.port, "/orders", orders).statusCode()).isEqualTo(202);
		await().atMost(PATIENCE).until(() -> tap.events().size() >= 600);
		publish(broker, ORDERS, orders.subList(0, 100));
		await().atMost(PATIENCE).until(() -> tap.events().size() >= 700);

		for (String account : orders.stream().map(TradeOrder::account).distinct().toList()) {
			assertThat(tap.firstCompletions(account)).as(account)
				.isEqualTo(orders.stream()
					.filter((order) -> order.account().equals(account))
					.map((order) -> String.valueOf(order.orderId()))
					.toList());
		}
		assertThat((int) read(this.port, "/books", "applied")).isEqualTo(before + 600);
		assertThat((int) read(this.port, "/books", "orders")).isEqualTo(before + 600);
		assertThat((int) read(this.port, "/books", "overtaken")).isZero();
	}

	@Test
	void letsUrgentOrdersPassABacklog(Broker broker) throws Exception {
		limit(2);
		Tap tap = Tap.processed(broker, "tap.urgent");
		assertThat(post(this.port, "/orders", orders(12, 2_000, 50)).statusCode()).isEqualTo(202);

		assertThat(post(this.port, "/orders?lane=urgent", List.of(order("urgent-1", "U-1", "IBM", 1))).statusCode())
			.isEqualTo(202);

		await().atMost(PATIENCE).until(() -> tap.of("orderId").contains("urgent-1"));
		limit(16);
		await().atMost(PATIENCE).until(() -> tap.events().size() >= 2_001);
		List<Object> ids = tap.of("orderId");
		assertThat(ids.indexOf("urgent-1")).as("place among 2,001").isLessThan(1_500);
		Map<String, Object> urgent = tap.events().get(ids.indexOf("urgent-1"));
		assertThat(urgent).containsEntry("lane", "priority").containsEntry("worker", "urgent-1");
	}

	@Test
	void handsOverWhatFailsAndHoldsItsAccountUntilItComesBackMended(Broker broker) throws Exception {
		Tap tap = Tap.processed(broker, "tap.mended");
		takeFailed(broker);

		post(this.port, "/orders", List.of(order("m-1", "M-1", "IBM", 1), order("m-2", "M-1", "GONE", 2),
				order("m-3", "M-1", "IBM", 3), order("n-1", "N-1", "IBM", 1)));
		await().atMost(PATIENCE).until(() -> tap.firstCompletions("N-1").equals(List.of("n-1")));
		await().atMost(PATIENCE).until(() -> (int) read(this.port, "/supervisor", "heldAccounts") == 1);
		await().atMost(PATIENCE).until(() -> takeFailed(broker).size() == 1);
		assertThat(tap.firstCompletions("M-1")).containsExactly("m-1");
		publish(broker, ORDERS, List.of(order("m-2", "M-1", "IBM", 2)));

		await().atMost(PATIENCE).until(() -> tap.firstCompletions("M-1").equals(List.of("m-1", "m-2", "m-3")));
		assertThat((int) read(this.port, "/supervisor", "heldAccounts")).isZero();
	}

	@Test
	void triesAnUrgentOrderAgainAfterAMomentThenHandsItOverAndGoesOn(Broker broker) throws Exception {
		Tap tap = Tap.processed(broker, "tap.urgent-failed");
		takeFailed(broker);

		post(this.port, "/orders?lane=urgent", List.of(order("v-1", "V-1", "GONE", 1), order("v-2", "V-1", "IBM", 2)));

		await().atMost(PATIENCE).until(() -> tap.firstCompletions("V-1").equals(List.of("v-2")));
		await().atMost(PATIENCE).until(() -> takeFailed(broker).size() == 1);
		Map<String, Object> next = tap.events()
			.stream()
			.filter((event) -> "v-2".equals(event.get("orderId")))
			.findFirst()
			.orElseThrow();
		assertThat(Duration.between(instant(next, "receivedAt"), instant(next, "startedAt"))).as("the lane waited")
			.isGreaterThan(Duration.ofMillis(200));
	}

	private static Instant instant(Map<String, Object> event, String field) {
		return Instant.parse(String.valueOf(event.get(field)));
	}

	@Test
	void addsDelegatesForASurgeAndHoldsProducersBackWhereTheyMayNotBeMore(Broker broker) throws Exception {
		Tap decisions = Tap.decisions(broker, "tap.decisions");
		Tap tap = Tap.processed(broker, "tap.surge");

		post(this.port, "/orders", orders(13, 2_000, 100));
		await().atMost(PATIENCE).until(() -> decisions.of("kind").contains("scale-up"));
		await().atMost(PATIENCE).until(() -> tap.events().size() >= 2_000);
		assertThat(limit(1)).isEqualTo(200);
		post(this.port, "/orders", orders(14, 1_500, 100));

		await().atMost(PATIENCE).until(() -> decisions.of("kind").contains("throttled"));
		assertThat((int) read(this.port, "/supervisor", "target")).isEqualTo(1);
		limit(16);
		await().atMost(PATIENCE).until(() -> tap.events().size() >= 3_500);
		await().atMost(PATIENCE).until(() -> decisions.of("kind").contains("released"));
		assertThat(decisions.of("kind")).contains("cap", "scale-up", "scale-down", "throttled", "released");
	}

	@Test
	void letsASecondConsumerWaitAndDecideNothing(Broker broker) throws Exception {
		Tap tap = Tap.processed(broker, "tap.second");
		try (ConfigurableApplicationContext second = start(BlueprintApplication.class, broker,
				"--spring.profiles.active=consumer", "--spring.datasource.url=jdbc:h2:mem:second;MODE=PostgreSQL",
				"--thread-delegate.prefetch=100")) {
			int waiting = BlueprintFixtures.port(second);

			post(this.port, "/orders", orders(15, 600, 20));
			await().atMost(PATIENCE).until(() -> tap.events().size() >= 600);

			assertThat((boolean) read(this.port, "/supervisor", "serving")).isTrue();
			assertThat((boolean) read(waiting, "/supervisor", "serving")).isFalse();
			assertThat((Object) read(waiting, "/supervisor", "reason")).isNull();
			assertThat((int) read(waiting, "/books", "orders")).isZero();
		}
	}

	@Test
	void refusesACapThatLeavesNobody() throws Exception {
		assertThat(limit(0)).isEqualTo(400);
		assertThat(send("PUT", this.port, "/supervisor", "{}").statusCode()).isEqualTo(400);
		assertThat((int) read(this.port, "/supervisor", "maxConsumers")).isEqualTo(16);
	}

	private int limit(int most) throws Exception {
		return send("PUT", this.port, "/supervisor", "{\"maxConsumers\":" + most + "}").statusCode();
	}

}
