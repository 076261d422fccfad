package dev.eventpatterns.blueprint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.eventpatterns.blueprint.BlueprintFixtures.Tap;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrder;

import static dev.eventpatterns.blueprint.BlueprintFixtures.PATIENCE;
import static dev.eventpatterns.blueprint.BlueprintFixtures.order;
import static dev.eventpatterns.blueprint.BlueprintFixtures.orders;
import static dev.eventpatterns.blueprint.BlueprintFixtures.post;
import static dev.eventpatterns.blueprint.BlueprintFixtures.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The broker is killed in the middle of the work, and comes back. */
@WithRabbitLab(ownNode = true)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:restart;MODE=PostgreSQL", "blueprint.work=5ms" })
class BrokerRestartIT {

	@TempDir
	private static Path folder;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void spillsToATemporaryFolder(DynamicPropertyRegistry registry) {
		registry.add("producer-control-flow.buffer.folder", () -> folder.resolve("buffer").toString());
	}

	@Test
	void goesOnAcceptingAndLosesNothing(Broker broker) throws Exception {
		List<TradeOrder> orders = orders(21, 3_000, 50);
		Tap tap = Tap.processed(broker, "tap.restart");

		assertThat(post(this.port, "/orders", orders.subList(0, 2_000)).statusCode()).isEqualTo(202);
		await().atMost(PATIENCE).until(() -> tap.events().size() > 200);
		broker.kill();
		assertThat(post(this.port, "/orders", orders.subList(2_000, 3_000)).statusCode()).isEqualTo(202);
		assertThat(post(this.port, "/orders?lane=urgent", List.of(order("r-1", "R-1", "IBM", 1))).statusCode())
			.as("nobody has an urgent order that the broker has not")
			.isEqualTo(503);
		broker.restart();

		await().atMost(PATIENCE).ignoreExceptions().until(() -> (int) read(this.port, "/books", "orders") == 3_000);
		await().atMost(PATIENCE).until(() -> new HashSet<>(tap.of("orderId")).size() == 3_000);
		assertThat((int) read(this.port, "/books", "applied")).isEqualTo(3_000);
		assertThat((int) read(this.port, "/books", "overtaken")).isZero();
		List<String> violations = new ArrayList<>();
		for (String account : orders.stream().map(TradeOrder::account).distinct().toList()) {
			List<String> expected = orders.stream()
				.filter((order) -> order.account().equals(account))
				.map((order) -> String.valueOf(order.orderId()))
				.toList();
			if (!tap.firstCompletions(account).equals(expected)) {
				violations.add(account);
			}
		}
		assertThat(violations).as("accounts out of order").isEmpty();
	}

}
