package dev.eventpatterns.ambulance;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
import static dev.eventpatterns.ambulance.AmbulanceFixtures.WORKFLOW;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.onChannel;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.orders;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.post;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.processed;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.publish;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.ready;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the lanes do when the broker refuses or goes away. */
@WithRabbitLab(ownNode = true)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "ambulance.confirm-timeout=2s", "ambulance.retry.delay=20ms" })
@Import(ScriptedHandler.Configuration.class)
class BrokerFaultsIT {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	@LocalServerPort
	private int port;

	@Autowired
	private ScriptedHandler handler;

	@BeforeEach
	void startAnew(Broker broker) throws Exception {
		await().atMost(PATIENCE).ignoreExceptions().until(() -> {
			tap(broker);
			return true;
		});
	}

	@AfterEach
	void letAllGo() {
		this.handler.forget();
	}

	@Test
	void losesNothingWhenTheBrokerIsKilledAndGoesOnByItself(Broker broker) throws Exception {
		this.handler.takes("MANY", 1);
		this.handler.takes("FEW", 1);
		publish(broker, STANDARD, orders("MANY", 2_000));
		publish(broker, PRIORITY, orders("FEW", 500));
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) > 600);

		broker.kill();
		assertThat(post(this.port, "/orders", "text/plain", "BUY,AAPL,206").statusCode()).isEqualTo(503);
		broker.restart();

		Set<String> done = new HashSet<>();
		await().atMost(PATIENCE).ignoreExceptions().until(() -> {
			for (JsonNode event : processed(broker)) {
				done.add(event.path("orderId").asString());
			}
			return done.size() == 2_500;
		});
		assertThat(done).containsAll(ids("MANY", 2_000)).containsAll(ids("FEW", 500));
		await().atMost(PATIENCE).until(() -> ready(broker, STANDARD) + ready(broker, PRIORITY) == 0);
	}

	@Test
	void keepsAnOrderUntilTheWorkflowQueueHasIt(Broker broker) throws Exception {
		this.handler.failsFor("FAILING");

		// Whether a confirm that comes after the return is still heard is a matter of
		// luck.
		for (int round = 1; round <= 5; round++) {
			onChannel(broker, (channel) -> channel.queueUnbind(WORKFLOW, "workflow", WORKFLOW));
			int expected = 3 * round;
			publish(broker, STANDARD, orders("FAILING", 3));
			await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) >= expected);
		}

		publish(broker, STANDARD, orders("AFTER", 1));
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) >= 1);
	}

	@Test
	void tellsTheSenderThatNoQueueTookItsOrdersAndDeclaresItAgain(Broker broker) throws Exception {
		onChannel(broker, (channel) -> channel.queueDelete(PRIORITY));

		HttpResponse<String> refused = post(this.port, "/orders?lane=priority", "text/plain", "BUY,AAPL,206");

		// Producer and consumer share this process: whoever is first declares it again.
		assertThat(refused.statusCode()).isIn(202, 503);
		await().atMost(PATIENCE)
			.until(() -> post(this.port, "/orders?lane=priority", "text/plain", "BUY,AAPL,206").statusCode() == 202);
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) >= 1);
	}

	private static List<String> ids(String account, int count) {
		return IntStream.rangeClosed(1, count).mapToObj((i) -> account + "-" + i).collect(Collectors.toList());
	}

}
