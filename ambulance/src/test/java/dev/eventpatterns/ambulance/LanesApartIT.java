package dev.eventpatterns.ambulance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
import static dev.eventpatterns.ambulance.AmbulanceFixtures.WORKFLOW;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.drain;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.orders;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.persistent;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.processed;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.publish;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.publishRaw;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.ready;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.switchMode;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What goes wrong in one lane, the other does not notice. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "ambulance.retry.delay=200ms", "ambulance.follow=1s", "ambulance.max-standard-wait=1m" })
@Import(ScriptedHandler.Configuration.class)
class LanesApartIT {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	@LocalServerPort
	private int port;

	@Autowired
	private ScriptedHandler handler;

	@BeforeEach
	void startAnew(Broker broker) throws Exception {
		switchMode(this.port, "ambulance");
		await().ignoreExceptions().atMost(PATIENCE).until(() -> ready(broker, STANDARD) + ready(broker, PRIORITY) == 0);
		drain(broker, WORKFLOW);
		tap(broker);
	}

	@AfterEach
	void letAllGo() {
		this.handler.forget();
	}

	@ParameterizedTest
	@EnumSource(Lane.class)
	void servesOneLaneWhileRubbishComesInTheOther(Lane bad, Broker broker) throws Exception {
		List<byte[]> rubbish = IntStream.range(0, 500).mapToObj((i) -> ("rubbish " + i).getBytes()).toList();
		publishRaw(broker, queueOf(bad), persistent("text/plain"), rubbish);

		publish(broker, queueOf(other(bad)), orders("GOOD", 50));

		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 50 && ready(broker, WORKFLOW) == 500);
		assertThat(this.handler.started()).containsExactlyInAnyOrderElementsOf(ids("GOOD", 50));
		if (bad == Lane.STANDARD) {
			assertThat(this.handler.started()).as("the only thread that serves priority keeps its order")
				.isEqualTo(ids("GOOD", 50));
		}
	}

	@ParameterizedTest
	@EnumSource(Lane.class)
	void servesOneLaneWhileEveryOrderOfTheOtherFails(Lane failing, Broker broker) throws Exception {
		this.handler.failsFor("FAILING");
		publish(broker, queueOf(failing), orders("FAILING", 8));
		await().atMost(PATIENCE).until(() -> this.handler.started().contains("FAILING-1"));

		publish(broker, queueOf(other(failing)), orders("GOOD", 50));

		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 50 && ready(broker, WORKFLOW) == 8);
		assertThat(this.handler.started().stream().filter((id) -> id.startsWith("GOOD"))).doesNotHaveDuplicates()
			.hasSize(50);
		assertThat(processed(broker)).extracting((event) -> event.path("lane").asString())
			.containsOnly(other(failing).label());
	}

	@Test
	void servesPriorityBetweenStandardOrdersThatNeedASecond(Broker broker) throws Exception {
		this.handler.takes("SLOW", 1_000);
		publish(broker, STANDARD, orders("SLOW", 8));
		await().atMost(PATIENCE).until(() -> this.handler.started().containsAll(ids("SLOW", 2)));

		publish(broker, PRIORITY, orders("URGENT", 20));

		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 28);
		List<String> done = completed(broker);
		assertThat(done.indexOf("URGENT-20")).isLessThan(done.indexOf("SLOW-8"));
		List<String> started = new ArrayList<>(this.handler.started());
		assertThat(started.subList(0, started.indexOf("URGENT-1")))
			.as("what each thread had in hand, and one more each at the most, while the first was on its way")
			.hasSizeLessThanOrEqualTo(4);
	}

	@Test
	void servesStandardOrdersOnTheirOwnThreadWhilePriorityOrdersNeedASecond(Broker broker) throws Exception {
		this.handler.takes("SLOW", 1_000);
		publish(broker, PRIORITY, orders("SLOW", 6));
		await().atMost(PATIENCE).until(() -> this.handler.started().contains("SLOW-1"));

		publish(broker, STANDARD, orders("USUAL", 50));

		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 56);
		List<String> done = completed(broker);
		assertThat(done.indexOf("USUAL-50")).isLessThan(done.indexOf("SLOW-6"));
	}

	@Test
	void keepsALaneWhoseHandlerHangsAndTheOtherGoesOnInCarpoolMode(Broker broker) throws Exception {
		switchMode(this.port, "carpool");
		this.handler.hold("HANGING");
		publish(broker, STANDARD, orders("HANGING", 5));
		await().atMost(PATIENCE).until(() -> this.handler.started().contains("HANGING-1"));

		publish(broker, PRIORITY, orders("URGENT", 50));

		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 50);
		assertThat(completed(broker)).isEqualTo(ids("URGENT", 50));
		this.handler.letGo("HANGING");
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 5);
		assertThat(completed(broker)).isEqualTo(ids("HANGING", 5));
	}

	private static String queueOf(Lane lane) {
		return (lane == Lane.PRIORITY) ? PRIORITY : STANDARD;
	}

	private static Lane other(Lane lane) {
		return (lane == Lane.PRIORITY) ? Lane.STANDARD : Lane.PRIORITY;
	}

	private static List<String> ids(String account, int count) {
		return IntStream.rangeClosed(1, count).mapToObj((i) -> account + "-" + i).toList();
	}

	private static List<String> completed(Broker broker) throws Exception {
		List<String> ids = new ArrayList<>();
		for (JsonNode event : processed(broker)) {
			ids.add(event.path("orderId").asString());
		}
		return ids;
	}

}
