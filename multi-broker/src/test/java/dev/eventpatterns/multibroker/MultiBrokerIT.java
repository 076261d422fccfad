package dev.eventpatterns.multibroker;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.multibroker.MultiBrokerFixtures.PATIENCE;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.QUEUE;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.WORKFLOW;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.delete;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.drain;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.drainJson;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.figure;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.get;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.ids;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.orders;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.post;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.postJson;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.publish;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.publishRaw;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.ready;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Three virtual hosts stand for three brokers: here none of them fails. */
@WithRabbitLab
class MultiBrokerIT {

	private static final AtomicInteger ROUND = new AtomicInteger();

	private final RecordingHandler handler = new RecordingHandler();

	private final Map<String, Broker> brokers = new LinkedHashMap<>();

	@BeforeEach
	void newBrokers(Broker broker) {
		int round = ROUND.incrementAndGet();
		for (String name : List.of("b1", "b2", "b3")) {
			this.brokers.put(name, broker.withVirtualHost("multi-" + round + "-" + name));
		}
	}

	private Map<String, String> uris() {
		Map<String, String> uris = new LinkedHashMap<>();
		this.brokers.forEach((name, broker) -> uris.put(name, broker.uri()));
		return uris;
	}

	private Service start(String profile, String... settings) throws Exception {
		Service service = Service.start(profile, uris(), this.handler, settings);
		if (!profile.equals("consumer")) {
			awaitStates(service, "up");
		}
		return service;
	}

	private void awaitStates(Service service, String state) throws Exception {
		for (String name : this.brokers.keySet()) {
			awaitState(service, name, state);
		}
	}

	private static void awaitState(Service service, String broker, String state) {
		await().atMost(PATIENCE).until(() -> state.equals(figure(service.port(), broker, "state")));
	}

	@Test
	void spreadsOrdersOverAllBrokersAndHandlesThemAsOneQueue() throws Exception {
		this.brokers.values()
			.forEach((broker) -> quietly(() -> tap(broker, "multi-broker.processed", "fanout", "tap")));

		try (Service service = start("")) {
			assertThat(postJson(service.port(), orders("A", 1, 600)).statusCode()).isEqualTo(202);

			await().atMost(PATIENCE).until(() -> this.handler.all().size() == 600);
			assertThat(this.handler.all()).containsExactlyInAnyOrderElementsOf(ids("A", 1, 600));
			List<String> told = new ArrayList<>();
			for (Map.Entry<String, Broker> broker : this.brokers.entrySet()) {
				assertThat((int) figure(service.port(), broker.getKey(), "processed")).isPositive();
				await().atMost(PATIENCE).until(() -> ready(broker.getValue(), QUEUE) == 0);
				for (JsonNode event : drainJson(broker.getValue(), "tap")) {
					assertThat(event.path("broker").asString()).isEqualTo(broker.getKey());
					told.add(event.path("orderId").asString());
				}
			}
			assertThat(told).hasSizeGreaterThan(500).doesNotHaveDuplicates();
			assertThat(get(service.port(), "/brokers").body()).doesNotContain("guest");
			assertThat(get(service.port(), "/actuator/health").body()).contains("\"brokers\"");
		}
	}

	@Test
	void keepsEachAccountOnItsOwnBroker() throws Exception {
		try (Service service = start("producer", "routing=by-context")) {
			for (String account : List.of("A", "B", "C", "D", "E", "F", "G")) {
				assertThat(postJson(service.port(), orders(account, 1, 5)).statusCode()).isEqualTo(202);
			}
		}

		for (Map.Entry<String, Broker> broker : this.brokers.entrySet()) {
			for (GetResponse message : drain(broker.getValue(), QUEUE)) {
				Object context = message.getProps().getHeaders().get("context");
				assertThat(context == null ? broker.getKey()
						: Rendezvous.rank(context.toString(), this.brokers.keySet()).get(0))
					.isEqualTo(broker.getKey());
			}
		}
	}

	@Test
	void drainsABrokerAndTakesItBack() throws Exception {
		this.brokers.values().forEach((broker) -> quietly(() -> tap(broker, "control", "topic", "decisions")));

		try (Service service = start("")) {
			this.handler.hold("A");
			assertThat(postJson(service.port(), orders("A", 1, 3)).statusCode()).isEqualTo(202);
			assertThat(post(service.port(), "/brokers/b1/drain", "text/plain", "").statusCode()).isEqualTo(202);
			int before = (int) figure(service.port(), "b1", "confirmed");
			assertThat(postJson(service.port(), orders("B", 1, 100)).statusCode()).isEqualTo(202);
			this.handler.letGo("A");

			awaitState(service, "b1", "drained");
			assertThat(figure(service.port(), "b1", "confirmed")).isEqualTo(before);
			assertThat(delete(service.port(), "/brokers/b1/drain").statusCode()).isEqualTo(200);
			awaitState(service, "b1", "up");
			await().atMost(PATIENCE).until(() -> this.handler.all().size() == 103);
			List<JsonNode> decisions = new ArrayList<>();
			await().atMost(PATIENCE).until(() -> {
				for (Broker broker : this.brokers.values()) {
					decisions.addAll(drainJson(broker, "decisions"));
				}
				return decisions.stream().filter((event) -> event.path("channel").asString().equals("b1")).count() >= 4;
			});
			// They come from several brokers.
			decisions.sort(Comparator.comparing((event) -> event.path("at").asString()));
			assertThat(decisions).filteredOn((event) -> event.path("channel").asString().equals("b1"))
				.extracting((event) -> event.path("kind").asString())
				.containsSubsequence("draining", "drained");
			assertThat(decisions).allSatisfy((event) -> {
				assertThat(event.path("source").asString()).isEqualTo("multi-broker");
				assertThat(event.path("reason").asString()).isNotBlank();
			});
		}
	}

	@Test
	void saysWhichBrokersThereAre() throws Exception {
		try (Service service = start("producer")) {
			HttpResponse<String> answer = post(service.port(), "/brokers/b9/drain", "text/plain", "");

			assertThat(answer.statusCode()).isEqualTo(404);
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(answer.body()).contains("b1, b2, b3");
		}
	}

	@Test
	void handlesAnOrderOnceThatComesFromTwoBrokers() throws Exception {
		try (Service service = start("")) {
			publish(this.brokers.get("b1"), orders("A", 1, 20));
			publish(this.brokers.get("b2"), orders("A", 1, 20));

			await().atMost(PATIENCE)
				.until(() -> (int) figure(service.port(), "b1", "duplicates")
						+ (int) figure(service.port(), "b2", "duplicates") == 20);
			assertThat(this.handler.all()).containsExactlyInAnyOrderElementsOf(ids("A", 1, 20));
		}
	}

	@Test
	void handsOverWhatCannotBeHandledOnTheBrokerThatItCameFrom() throws Exception {
		this.handler.failsFor("A");

		try (Service service = start("", "retry.max-retries=1", "retry.delay=10ms")) {
			publish(this.brokers.get("b1"), orders("A", 1, 1));
			publishRaw(this.brokers.get("b2"), new AMQP.BasicProperties(), "rubbish".getBytes(StandardCharsets.UTF_8));
			publishRaw(this.brokers.get("b3"), new AMQP.BasicProperties(),
					"BUY,AAPL,206".getBytes(StandardCharsets.UTF_8));

			await().atMost(PATIENCE)
				.until(() -> ready(this.brokers.get("b1"), WORKFLOW) == 1
						&& ready(this.brokers.get("b2"), WORKFLOW) == 1 && this.handler.all().size() == 1);
			assertThat(drain(this.brokers.get("b1"), WORKFLOW)).singleElement()
				.satisfies((message) -> assertThat(message.getProps().getHeaders().get("x-exception-message"))
					.hasToString("no handler for A"));
			assertThat(get(service.port(), "/actuator/prometheus").body())
				.contains("multi_broker_unidentified_total{broker=\"b3\"} 1.0")
				.contains("multi_broker_handed_over_total{broker=\"b2\"} 1.0");
		}
	}

	@Test
	void takesFromBrokersInTurnHoweverUnevenlyTheyAreFilled() throws Exception {
		this.handler.hold("HOLD");
		try (Service service = start("", "threads=1")) {
			publish(this.brokers.get("b3"), orders("HOLD", 1, 1));
			await().atMost(PATIENCE).until(() -> ready(this.brokers.get("b3"), QUEUE) == 0);
			publish(this.brokers.get("b1"), orders("MANY", 1, 200));
			publish(this.brokers.get("b2"), orders("FEW", 1, 20));
			await().atMost(PATIENCE)
				.until(() -> ready(this.brokers.get("b1"), QUEUE) + ready(this.brokers.get("b2"), QUEUE) <= 100);

			this.handler.letGo("HOLD");

			await().atMost(PATIENCE).until(() -> this.handler.all().size() == 221);
			// In turn it is the 40th or so.
			assertThat(this.handler.all().indexOf("FEW-20")).isLessThan(100);
			assertThat(figure(service.port(), "b2", "processed")).isEqualTo(20);
		}
	}

	@Test
	void letsAMovedAccountWaitForItsOrdersOnTheOldBroker() throws Exception {
		String home = Rendezvous.rank("A", this.brokers.keySet()).get(0);
		String next = Rendezvous.rank("A", this.brokers.keySet()).get(1);
		String other = List.of("B", "C", "D", "E", "F", "G", "H", "I")
			.stream()
			.filter((account) -> Rendezvous.rank(account, this.brokers.keySet()).get(0).equals(next))
			.findFirst()
			.orElseThrow();
		this.handler.hold("A");

		try (Service service = start("", "routing=by-context")) {
			assertThat(postJson(service.port(), orders("A", 1, 20)).statusCode()).isEqualTo(202);
			assertThat(post(service.port(), "/brokers/" + home + "/drain", "text/plain", "").statusCode())
				.isEqualTo(202);
			assertThat(postJson(service.port(), orders("A", 21, 40)).statusCode()).isEqualTo(202);
			assertThat(postJson(service.port(), orders(other, 1, 10)).statusCode()).isEqualTo(202);

			// The other account of the new broker goes on, this one waits.
			await().atMost(PATIENCE).until(() -> this.handler.handled(other).size() == 10);
			await().atMost(PATIENCE).until(() -> (int) figure(service.port(), next, "held") == 20);
			this.handler.letGo("A");

			await().atMost(PATIENCE).until(() -> this.handler.handled("A").size() == 40);
			assertThat(this.handler.handled("A")).isEqualTo(ids("A", 1, 40));
		}
	}

	@Test
	void letsAMovedAccountWaitEvenIfNobodyRemembersIt() throws Exception {
		String home = Rendezvous.rank("A", this.brokers.keySet()).get(0);
		try (Service producer = start("producer", "routing=by-context")) {
			postJson(producer.port(), orders("A", 1, 50));
			post(producer.port(), "/brokers/" + home + "/drain", "text/plain", "");
			postJson(producer.port(), orders("A", 51, 60));
		}
		try (Service producer = start("producer", "routing=by-context")) {
			// It does not know that the account has moved, and sends it home again.
			postJson(producer.port(), orders("A", 61, 70));
		}

		try (Service consumer = start("consumer", "routing=by-context", "threads=8")) {
			await().atMost(PATIENCE).until(() -> this.handler.handled("A").size() == 70);
			assertThat(this.handler.handled("A")).isEqualTo(ids("A", 1, 70));
		}
	}

	@Test
	void letsOneInstanceAtATimeServeAContext() throws Exception {
		try (Service one = start("", "routing=by-context")) {
			await().atMost(PATIENCE)
				.until(() -> this.brokers.keySet().stream().allMatch((name) -> consuming(one, name)));
			try (Service other = start("consumer", "routing=by-context")) {
				postJson(one.port(), orders("A", 1, 50));
				await().atMost(PATIENCE).until(() -> this.handler.all().size() == 50);
				assertThat(this.brokers.keySet()).noneMatch((name) -> consuming(other, name));

				one.close();

				await().atMost(PATIENCE)
					.until(() -> this.brokers.keySet().stream().allMatch((name) -> consuming(other, name)));
			}
		}
	}

	private static boolean consuming(Service service, String broker) {
		try {
			return (boolean) figure(service.port(), broker, "consuming");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void goesOnBesideABrokerThatNeverAnswersAndOneThatLetsNobodyIn(Broker broker) throws Exception {
		try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			Map<String, String> uris = uris();
			uris.put("mute", "amqp://guest:guest@127.0.0.1:" + mute.getLocalPort());
			uris.put("locked", broker.withVirtualHost("multi-locked").uri().replace("guest:guest@", "guest:wrong@"));
			try (Service service = Service.start("", uris, this.handler)) {
				awaitStates(service, "up");
				for (String account : List.of("A", "B", "C", "D", "E", "F", "G", "H")) {
					assertThat(postJson(service.port(), orders(account, 1, 5)).statusCode()).isEqualTo(202);
				}

				for (String unusable : List.of("mute", "locked")) {
					assertThat(figure(service.port(), unusable, "state")).isIn("ejected", "probing");
					assertThat(figure(service.port(), unusable, "confirmed")).isEqualTo(0);
				}
				await().atMost(PATIENCE).until(() -> this.handler.all().size() == 40);
			}
		}
	}

	@Test
	void refusesOrdersInTimeWhenThereIsNoBroker() throws Exception {
		Map<String, String> nobody = Map.of("b1", "amqp://guest:guest@127.0.0.1:1");

		try (Service service = Service.start("", nobody, this.handler, "accept-timeout=200ms")) {
			HttpResponse<String> answer = postJson(service.port(), orders("A", 1, 1));

			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
			assertThat(answer.body()).contains("no broker takes orders now");
			assertThat(get(service.port(), "/actuator/health").statusCode()).isEqualTo(503);
			assertThat(get(service.port(), "/actuator/health/liveness").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void usesTheOneBrokerOfSpringWhereNoneIsNamed(Broker broker) throws Exception {
		List<String> settings = new ArrayList<>();
		broker.springProperties().forEach((name, value) -> settings.add(name + "=" + value));

		try (Service service = Service.start("", Map.of(), this.handler, settings.toArray(String[]::new))) {
			awaitState(service, "default", "up");
			assertThat(postJson(service.port(), orders("A", 1, 5)).statusCode()).isEqualTo(202);
			await().atMost(PATIENCE).until(() -> this.handler.all().size() == 5);
			assertThat(post(service.port(), "/orders", "text/plain", "nonsense").statusCode()).isEqualTo(400);
		}
	}

	private static void quietly(Action action) {
		try {
			action.run();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Action {

		void run() throws Exception;

	}

}
