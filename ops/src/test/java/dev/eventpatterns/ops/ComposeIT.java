package dev.eventpatterns.ops;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * docker-compose.yml for real: brings it up, sends a few orders through published ports,
 * crashes containers and watches them heal, tears it down.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final URI INTAKE = URI.create("http://127.0.0.1:8101/orders");

	private static final URI BLUEPRINT = URI.create("http://127.0.0.1:8109/orders");

	private static final URI PRODUCER = URI.create("http://127.0.0.1:8102/orders");

	private static final URI MANAGEMENT = URI.create("http://127.0.0.1:15672/api/whoami");

	private static final URI PROMETHEUS = URI.create("http://127.0.0.1:9090/api/v1/query?query=");

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path folder;

	private static @Nullable Compose compose;

	private static int sent;

	@BeforeAll
	static void bringUp() {
		String whyNot = Compose.whyNot();
		Tool.skipUnless(whyNot.isEmpty(), whyNot);
		Path environment = folder.resolve("env");
		Tool.run(PATIENCE, List.of("sh", "ops/make-env", environment.toString()));
		compose = new Compose(environment, List.of("event-forwarding", "thread-delegate"));
		compose.up();
	}

	@AfterAll
	static void tearDown() {
		if (compose != null) {
			compose.close();
		}
	}

	private static Compose compose() {
		if (compose == null) {
			throw new IllegalStateException("it is not up");
		}
		return compose;
	}

	@Test
	@Order(1)
	void letsNoGuestIn() throws IOException {
		assertThat(Http.manage("GET", MANAGEMENT, "guest:guest", "")).isEqualTo(401);
	}

	@Test
	@Order(2)
	void storesWhatItAccepts() {
		send(20);

		awaitAllStored();
	}

	@Test
	@Order(3)
	void playsTheWholeSystem() throws IOException {
		assertThat(Http.post(BLUEPRINT, "(1) B-123,SELL,AAPL,206 SHARES").statusCode()).isEqualTo(202);

		await().atMost(PATIENCE)
			.ignoreExceptions()
			.until(() -> Http.get(compose().address("blueprint-consumer").resolve("/actuator/prometheus"))
				.contains("blueprint_applied_total 1.0"));
	}

	@Test
	@Order(3)
	void processesAnAccountsOrders() throws IOException {
		assertThat(Http.post(PRODUCER, "(1) B-123,SELL,AAPL,206 SHARES").statusCode()).isEqualTo(202);

		await().atMost(PATIENCE)
			.ignoreExceptions()
			.until(() -> Http.get(compose().address("thread-delegate-consumer").resolve("/actuator/prometheus"))
				.contains("thread_delegate_processed_total 1.0"));
	}

	@Test
	@Order(4)
	void healsWhenServicesCrash() {
		compose().crash("event-forwarding-store");
		compose().crash("event-forwarding-forwarder");
		send(20);

		awaitAllStored();
	}

	@Test
	@Order(5)
	void healsWhenTheBrokerIsKilled() {
		compose().run("kill", "--signal", "KILL", "rabbitmq");
		compose().run("start", "rabbitmq");

		send(20);

		awaitAllStored();
	}

	@Test
	@Order(6)
	void isWatchedByPrometheus() {
		await().atMost(PATIENCE)
			.ignoreExceptions()
			.until(() -> Http.get(URI.create(PROMETHEUS + "min(up)")).contains("\"1\"]")
					&& Http.get(URI.create(PROMETHEUS + "count(channel_messages_ready)")).contains("\"value\""));
	}

	/** How fast it heals, and how deep the queue gets, depends on the machine. */
	@Test
	@Order(7)
	void losesDoublesAndReordersNothingInTheScenario() {
		Tool.Ended ended = compose().play("scenario");

		assertThat(ended.output()).contains(": 0 lost, 0 out of order, 0 applied twice");
		assertThat(ended.status()).as("0: promises kept; 1: one was not").isBetween(0, 1);
	}

	private static void send(int orders) {
		String text = orders(sent, orders);
		await().atMost(PATIENCE).ignoreExceptions().until(() -> Http.post(INTAKE, text).statusCode() == 202);
		sent += orders;
	}

	/** With ids of their own: sent twice, they are stored once. */
	private static String orders(int from, int orders) {
		return IntStream.range(from, from + orders)
			.mapToObj(
					(number) -> """
							{"orderId":"compose-%d","account":"B-123","action":"PLACE","side":"SELL","symbol":"AAPL","quantity":206,"sequence":0}
							"""
						.formatted(number))
			.collect(Collectors.joining(",", "[", "]"));
	}

	private static void awaitAllStored() {
		await().atMost(PATIENCE)
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(count()).isEqualTo("{\"stored\":" + sent + "}"));
	}

	private static String count() throws IOException {
		return Http.get(compose().address("event-forwarding-store").resolve("/orders/count"));
	}

}
