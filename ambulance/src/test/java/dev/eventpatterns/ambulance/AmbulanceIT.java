package dev.eventpatterns.ambulance;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import com.rabbitmq.client.AMQP;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.ambulance.AmbulanceFixtures.PRIORITY;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.STANDARD;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.TAP;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.depth;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.get;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.idleShare;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.order;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.orders;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.post;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.processed;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.publish;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.publishRaw;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.ready;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.switchMode;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Producer and consumer in one process: one priority thread, one standard thread. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "ambulance.max-standard-wait=2s", "ambulance.follow=1s" })
@Import(ScriptedHandler.Configuration.class)
class AmbulanceIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@LocalServerPort
	private int port;

	@Autowired
	private ScriptedHandler handler;

	@BeforeEach
	void startAnew(Broker broker) throws Exception {
		assertThat(switchMode(this.port, "ambulance").statusCode()).isEqualTo(200);
		tap(broker);
	}

	@AfterEach
	void letAllGo() {
		this.handler.forget();
	}

	@Test
	void letsAPriorityOrderOvertakeABacklog(Broker broker) throws Exception {
		this.handler.takes("URGENT", 20);
		bothThreadsAreBusy(broker);
		publish(broker, STANDARD, orders("LATER", 20));
		publish(broker, PRIORITY, orders("URGENT", 2));
		await().until(() -> depth(this.port, "priority") == 1 && depth(this.port, "standard") == 3);

		this.handler.letGo("BUSY-P");

		await().until(() -> ready(broker, TAP) == 23);
		this.handler.letGo("BUSY-S");
		await().until(() -> ready(broker, TAP) == 24);
		assertThat(workOf(processed(broker), "priority-1")).startsWith("BUSY-P-1", "URGENT-1", "URGENT-2", "LATER-1");
	}

	@Test
	void servesInTheOrderOfSendingWithoutThePattern(Broker broker) throws Exception {
		bothThreadsAreBusy(broker);
		switchMode(this.port, "none");
		publish(broker, STANDARD, List.of(order("FIRST", 1)));
		publish(broker, PRIORITY, List.of(order("SECOND", 1)));
		publish(broker, STANDARD, List.of(order("THIRD", 1)));
		publish(broker, PRIORITY, List.of(order("FOURTH", 1)));
		await().until(() -> depth(this.port, "priority") == 1 && depth(this.port, "standard") == 2);

		this.handler.letGo("BUSY-P");

		await().until(() -> ready(broker, TAP) == 5);
		this.handler.letGo("BUSY-S");
		await().until(() -> ready(broker, TAP) == 6);
		assertThat(workOf(processed(broker), "priority-1")).containsExactly("BUSY-P-1", "FIRST-1", "SECOND-1",
				"THIRD-1", "FOURTH-1");
	}

	@Test
	void letsThePriorityThreadIdleInCarpoolMode(Broker broker) throws Exception {
		this.handler.takes("USUAL", 10);
		assertThat(switchMode(this.port, "carpool").body()).isEqualTo("{\"mode\":\"carpool\"}");

		publish(broker, STANDARD, orders("USUAL", 30));

		await().until(() -> ready(broker, TAP) == 30);
		assertThat(idleShare(this.port, "priority-1")).isGreaterThan(0.9);
		assertThat(idleShare(this.port, "standard-1")).isLessThan(0.9);
		assertThat(processed(broker)).extracting((event) -> event.path("worker").asString()).containsOnly("standard-1");
	}

	@Test
	void sharesTheStandardOrdersAmongAllThreadsInAmbulanceMode(Broker broker) throws Exception {
		// Longer in all than the priority thread may wait for followers of another
		// test's.
		this.handler.takes("USUAL", 60);

		publish(broker, STANDARD, orders("USUAL", 40));

		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 40);
		assertThat(processed(broker)).extracting((event) -> event.path("worker").asString())
			.contains("standard-1", "priority-1");
	}

	@Test
	void letsAStandardOrderThroughWhilePriorityOrdersKeepComing(Broker broker) throws Exception {
		this.handler.hold("BUSY-S");
		this.handler.takes("URGENT", 15);
		publish(broker, STANDARD, orders("BUSY-S", 1));
		await().until(() -> this.handler.started().contains("BUSY-S-1"));
		publish(broker, PRIORITY, orders("URGENT", 200));
		await().until(() -> this.handler.started().contains("URGENT-1"));

		publish(broker, STANDARD, orders("PATIENT", 1));

		await().until(() -> ready(broker, TAP) == 201);
		this.handler.letGo("BUSY-S");
		await().until(() -> ready(broker, TAP) == 202);
		List<String> work = workOf(processed(broker), "priority-1");
		assertThat(work).hasSize(201);
		assertThat(work.indexOf("PATIENT-1")).as("neither at once nor last").isBetween(3, 198);
	}

	@Test
	void losesDoublesAndReordersNothingWhenTheModeIsSwitchedWhileItRuns(Broker broker) throws Exception {
		publish(broker, STANDARD, orders("MANY", 1_500));
		publish(broker, PRIORITY, orders("FEW", 500));

		String[] modes = { "carpool", "none", "ambulance" };
		int[] switches = { 0 };
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
			switchMode(this.port, modes[switches[0]++ % modes.length]);
			return ready(broker, TAP) >= 2_000;
		});

		List<JsonNode> events = processed(broker);
		assertThat(switches[0]).isGreaterThan(3);
		assertThat(events).extracting((event) -> event.path("orderId").asString())
			.doesNotHaveDuplicates()
			.hasSize(2_000);
		Map<String, Long> last = new HashMap<>();
		for (JsonNode event : events) {
			String series = event.path("worker").asString() + " " + event.path("account").asString();
			Long before = last.put(series, event.path("sequence").asLong());
			assertThat(event.path("sequence").asLong()).as(series).isGreaterThan((before != null) ? before : 0);
		}
	}

	@Test
	void tellsWhatWasDoneAndInWhichLane(Broker broker) throws Exception {
		publish(broker, PRIORITY, orders("TOLD", 1));
		await().until(() -> ready(broker, TAP) == 1);
		publishRaw(broker, STANDARD, new AMQP.BasicProperties(), List.of("(7) B-123,SELL,AAPL,206 SHARES".getBytes()));
		await().until(() -> ready(broker, TAP) == 2);

		List<JsonNode> events = processed(broker);

		JsonNode told = events.get(0);
		assertThat(told.propertyNames()).containsExactlyInAnyOrder("orderId", "account", "sequence", "lane", "worker",
				"sentAt", "receivedAt", "startedAt", "finishedAt");
		assertThat(told.path("orderId").asString()).isEqualTo("TOLD-1");
		assertThat(told.path("lane").asString()).isEqualTo("priority");
		assertThat(told.path("worker").asString()).isEqualTo("priority-1");
		assertThat(List.of("sentAt", "receivedAt", "startedAt", "finishedAt"))
			.extracting((name) -> Instant.parse(told.path(name).asString()))
			.isSorted();
		JsonNode foreign = events.get(1);
		assertThat(foreign.path("lane").asString()).isEqualTo("standard");
		assertThat(foreign.path("account").asString()).isEqualTo("B-123");
		assertThat(foreign.path("sequence").asLong()).isEqualTo(7);
		assertThat(foreign.path("orderId").isNull()).isTrue();
		assertThat(foreign.path("sentAt").isNull()).isTrue();
	}

	@Test
	void showsDepthServiceAndWaitsOfEachLane(Broker broker) throws Exception {
		String before = get(this.port, "/lanes").body();
		bothThreadsAreBusy(broker);
		publish(broker, STANDARD, orders("SEEN", 10));
		// Two for each thread, one of which is in hand; the others stay with the broker.
		await().until(() -> depth(this.port, "standard") == 3);
		this.handler.letGo("BUSY-S");
		this.handler.letGo("BUSY-P");
		await().until(() -> ready(broker, TAP) == 12);

		await().untilAsserted(() -> {
			String after = get(this.port, "/lanes").body();
			assertThat(served(after, "standard") - served(before, "standard")).isEqualTo(11);
			assertThat(served(after, "priority") - served(before, "priority")).isEqualTo(1);
		});
		String lanes = get(this.port, "/lanes").body();
		assertThat(JsonPath.<String>read(lanes, "$.mode")).isEqualTo("ambulance");
		assertThat(JsonPath.<Map<String, Object>>read(lanes, "$.lanes[1].waitMillis")).containsOnlyKeys("p50", "p99",
				"max");
		assertThat(JsonPath.<Number>read(lanes, "$.lanes[1].waitMillis.max").doubleValue()).isPositive();
		assertThat(JsonPath.<Number>read(lanes, "$.lanes[1].sinceSentMillis.max").doubleValue()).isPositive();
		assertThat(JsonPath.<List<String>>read(lanes, "$.threads[*].thread")).containsExactly("priority-1",
				"standard-1");
		assertThat(get(this.port, "/actuator/prometheus").body()).contains("ambulance_served_total{lane=\"priority\"}",
				"ambulance_wait_seconds_count{lane=\"standard\"}", "ambulance_idle_share{thread=\"priority-1\"}",
				"ambulance_depth{lane=\"standard\"}");
	}

	@Test
	void takesOrdersOverHttpIntoTheLaneThatIsNamed(Broker broker) throws Exception {
		HttpResponse<String> urgent = post(this.port, "/orders?lane=priority", "text/plain", "BUY,AAPL,206");
		HttpResponse<String> usual = post(this.port, "/orders?lane=standard", "text/plain",
				"PLACE SELL GOOG A-136 2,000,000.00\n(1) B-123,SELL,AAPL,206 SHARES\n");

		assertThat(urgent.statusCode()).isEqualTo(202);
		assertThat(urgent.body()).isEqualTo("{\"accepted\":1}");
		assertThat(usual.body()).isEqualTo("{\"accepted\":2}");
		await().until(() -> ready(broker, TAP) == 3);
		assertThat(processed(broker)).extracting((event) -> event.path("lane").asString())
			.containsExactlyInAnyOrder("priority", "standard", "standard");
	}

	@Test
	void refusesRequestsThatItCannotCarryOutAndSaysWhy(Broker broker) throws Exception {
		HttpResponse<String> malformed = post(this.port, "/orders?lane=priority", "text/plain",
				"BUY,AAPL,206\nBUY,AAPL\nBUY,AAPL,-1\n");
		HttpResponse<String> lane = post(this.port, "/orders?lane=fast", "text/plain", "BUY,AAPL,206");
		HttpResponse<String> mode = switchMode(this.port, "helicopter");

		assertThat(malformed.statusCode()).isEqualTo(400);
		assertThat(JsonPath.<List<Integer>>read(malformed.body(), "$.errors[*].entry")).containsExactly(2, 3);
		assertThat(lane.statusCode()).isEqualTo(400);
		assertThat(lane.body()).contains("lane must be priority or standard, was fast");
		assertThat(mode.statusCode()).isEqualTo(400);
		assertThat(mode.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(mode.body()).contains("ambulance, carpool, none");
		assertThat(ready(broker, TAP)).isZero();
	}

	private void bothThreadsAreBusy(Broker broker) throws Exception {
		this.handler.hold("BUSY-P");
		this.handler.hold("BUSY-S");
		publish(broker, PRIORITY, orders("BUSY-P", 1));
		publish(broker, STANDARD, orders("BUSY-S", 1));
		await().until(() -> this.handler.started().containsAll(List.of("BUSY-P-1", "BUSY-S-1")));
	}

	private static List<String> workOf(List<JsonNode> events, String worker) {
		List<String> ids = new ArrayList<>();
		events.stream()
			.filter((event) -> event.path("worker").asString().equals(worker))
			.forEach((event) -> ids.add(event.path("orderId").asString()));
		return ids;
	}

	private static int served(String lanes, String lane) {
		return JsonPath.<List<Integer>>read(lanes, "$.lanes[?(@.lane=='" + lane + "')].served").get(0);
	}

}
