package dev.eventpatterns.producercontrolflow;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrder;

import static dev.eventpatterns.producercontrolflow.FlowFixtures.ORDERS;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.PATIENCE;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.body;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.ids;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.orders;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.port;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.post;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.signal;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a producer that is held back does with its callers' orders. */
@WithRabbitLab
class ProducerBufferIT {

	private static final String SMALL = "producer-control-flow.buffer.orders=5";

	@TempDir
	private Path folder;

	@Test
	void answersWhenTheBrokerHasTheOrders(Broker broker) throws Exception {
		try (ConfigurableApplicationContext producer = start(broker, "producer")) {
			HttpResponse<String> answer = post(port(producer), "application/json", body("A", 20));

			assertThat(answer.statusCode()).isEqualTo(202);
			assertThat(answer.body()).isEqualTo("{\"accepted\":20}");
			assertThat(ids(broker, ORDERS)).containsExactlyElementsOf(names("A", 20));
		}
	}

	@Test
	void letsACallerWaitUntilTheThrottleEnds(Broker broker) throws Exception {
		try (ConfigurableApplicationContext producer = start(broker, "producer",
				"producer-control-flow.buffer.timeout=60s")) {
			throttle(broker, port(producer), "0", 1);
			CompletableFuture<HttpResponse<String>> answer = later(port(producer), body("B", 20));
			await().atMost(PATIENCE)
				.until(() -> FlowFixtures.<Integer>flow(port(producer), "$.producer.presence.backlog") == 20);
			assertThat(answer).isNotDone();
			assertThat(FlowFixtures.ready(broker, ORDERS)).isZero();

			signal(broker, "null", 2, 1_000);

			await().atMost(PATIENCE).until(answer::isDone);
			assertThat(answer.join().statusCode()).isEqualTo(202);
			assertThat(ids(broker, ORDERS)).containsExactlyElementsOf(names("B", 20));
		}
	}

	@Test
	void refusesACallerWhoseTimeIsOverAndSendsNothingOfIt(Broker broker) throws Exception {
		try (ConfigurableApplicationContext producer = start(broker, "producer", SMALL,
				"producer-control-flow.buffer.timeout=1s")) {
			throttle(broker, port(producer), "0", 1);

			HttpResponse<String> answer = post(port(producer), "application/json", body("C", 5));

			assertRefused(answer, "not confirmed");
			assertThat(FlowFixtures.<Integer>flow(port(producer), "$.producer.presence.backlog")).isZero();
			assertThat(FlowFixtures.ready(broker, ORDERS)).isZero();
		}
	}

	@Test
	void shedsWithAnErrorToItsCaller(Broker broker) throws Exception {
		try (ConfigurableApplicationContext producer = start(broker, "producer", SMALL,
				"producer-control-flow.buffer.when-full=shed", "producer-control-flow.buffer.timeout=60s")) {
			throttle(broker, port(producer), "0", 1);
			CompletableFuture<HttpResponse<String>> first = later(port(producer), body("D", 5));
			await().atMost(PATIENCE)
				.until(() -> FlowFixtures.<Integer>flow(port(producer), "$.producer.presence.backlog") == 5);

			assertRefused(post(port(producer), "text/plain", "BUY,AAPL,206"), "full");

			assertThat(FlowFixtures.metric(port(producer), "producer_control_flow_refused_total{reason=\"full\"}"))
				.isEqualTo(1);
			signal(broker, "null", 2, 1_000);
			await().atMost(PATIENCE).until(first::isDone);
			assertThat(ids(broker, ORDERS)).containsExactlyElementsOf(names("D", 5));
		}
	}

	private static void assertRefused(HttpResponse<String> answer, String reason) {
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(answer.body()).contains(reason);
	}

	@Test
	void refusesMalformedOrdersAndSendsNothing(Broker broker) throws Exception {
		try (ConfigurableApplicationContext producer = start(broker, "producer")) {
			HttpResponse<String> answer = post(port(producer), "text/plain", "BUY,AAPL,206\nrubbish");

			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(FlowFixtures.ready(broker, ORDERS)).isZero();
		}
	}

	@Test
	void keepsWhatItHasSpilledThroughAKill(Broker broker) throws Exception {
		String[] spilling = { "producer-control-flow.buffer.when-full=spill",
				"producer-control-flow.buffer.folder=" + this.folder.resolve("spill") };
		Path log = this.folder.resolve("producer.log");
		try (ServiceInOwnProcess producer = ServiceInOwnProcess.start(broker, "producer", log, spilling)) {
			throttle(broker, producer.port(), "20", 1);
			assertThat(post(producer.port(), "application/json", body("E", 2_000)).statusCode()).isEqualTo(202);
			await().atMost(PATIENCE).until(() -> FlowFixtures.ready(broker, ORDERS) > 10);

			producer.kill();
		}
		assertThat(FlowFixtures.ready(broker, ORDERS)).as("the kill came in the middle").isLessThan(2_000);

		try (ConfigurableApplicationContext again = start(broker, "producer", spilling)) {
			await().atMost(PATIENCE)
				.until(() -> FlowFixtures.<Integer>flow(port(again), "$.producer.presence.backlog") == 0);
			assertThat(ids(broker, ORDERS)).containsExactlyElementsOf(names("E", 2_000));
		}
	}

	@Test
	void refusesWhatItsDiskShallNotHold(Broker broker) throws Exception {
		try (ConfigurableApplicationContext producer = start(broker, "producer",
				"producer-control-flow.buffer.when-full=spill", "producer-control-flow.buffer.max-size=2KB",
				"producer-control-flow.buffer.folder=" + this.folder.resolve("small"))) {
			assertRefused(post(port(producer), "application/json", body("G", 100)), "used up");
		}
	}

	private static void throttle(Broker broker, int port, String permitted, long epoch) {
		await().ignoreExceptions().atMost(PATIENCE).until(() -> {
			signal(broker, permitted, epoch, 120_000);
			return FlowFixtures.<Boolean>flow(port, "$.producer.throttled");
		});
	}

	private static CompletableFuture<HttpResponse<String>> later(int port, String body) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return post(port, "application/json", body);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private static List<String> names(String account, int count) {
		return new ArrayList<>(orders(account, count).stream().map(TradeOrder::orderId).toList());
	}

}
