package dev.eventpatterns.multibroker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.RabbitLab;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.multibroker.MultiBrokerFixtures.PATIENCE;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.QUEUE;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.figure;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.ids;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.orders;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.postJson;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Three brokers that are killed and frozen while orders come in. */
@WithRabbitLab(nodes = 3, ownNode = true)
class BrokerFaultsIT {

	private static final AtomicInteger ROUND = new AtomicInteger();

	private final RecordingHandler handler = new RecordingHandler();

	private final Map<String, Broker> brokers = new LinkedHashMap<>();

	@BeforeEach
	void newQueues(RabbitLab lab) {
		int round = ROUND.incrementAndGet();
		for (Broker broker : lab.brokers()) {
			this.brokers.put("b" + (this.brokers.size() + 1), broker.withVirtualHost("faults-" + round));
		}
	}

	private Service start(String... settings) {
		Map<String, String> uris = new LinkedHashMap<>();
		this.brokers.forEach((name, broker) -> uris.put(name, broker.uri()));
		Service service = Service.start("", uris, this.handler, settings);
		this.brokers.keySet().forEach((name) -> awaitState(service, name, "up"));
		return service;
	}

	private static void awaitState(Service service, String broker, String state) {
		await().atMost(PATIENCE).until(() -> state.equals(figure(service.port(), broker, "state")));
	}

	private static void awaitEjection(Service service, String broker) {
		await().atMost(PATIENCE).until(() -> (int) figure(service.port(), broker, "ejections") > 0);
	}

	/** A node forgets a queue that it is killed too soon after. */
	private void letQueuesGrowOld(Load load) {
		await().atMost(PATIENCE).until(() -> load.accepted() > 200);
		await().pollDelay(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> load.accepted() > 300);
	}

	@Test
	void losesNothingAndKeepsTheOrderWhenABrokerIsKilled() throws Exception {
		try (Service service = start("routing=by-context", "threads=8"); Load load = new Load(service.port(), 4, 8)) {
			letQueuesGrowOld(load);

			this.brokers.get("b2").kill();
			awaitEjection(service, "b2");
			int atKill = load.accepted();
			await().atMost(PATIENCE).until(() -> load.accepted() > atKill + 200);
			this.brokers.get("b2").restart();
			awaitState(service, "b2", "up");
			int atReturn = load.accepted();
			await().atMost(PATIENCE).until(() -> load.accepted() > atReturn + 200);
			load.close();

			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(this.handler.all()).hasSizeGreaterThanOrEqualTo(load.accepted()));
			for (String account : load.accounts()) {
				assertThat(this.handler.handled(account)).as("first and only completions of " + account)
					.startsWith(ids(account, 1, load.acceptedOf(account)).toArray(String[]::new))
					.doesNotHaveDuplicates();
			}
		}
	}

	@Test
	void ejectsABrokerThatStopsConfirmingAndTakesItBack() throws Exception {
		try (Service service = start("confirm-timeout=1s"); Load load = new Load(service.port(), 4, 4)) {
			letQueuesGrowOld(load);

			this.brokers.get("b3").freeze();
			awaitEjection(service, "b3");
			int atEjection = load.accepted();
			await().atMost(PATIENCE).until(() -> load.accepted() > atEjection + 200);
			this.brokers.get("b3").thaw();
			awaitState(service, "b3", "up");
			int atReturn = load.accepted();
			await().atMost(PATIENCE).until(() -> load.accepted() > atReturn + 200);
			load.close();

			assertThat(load.refused()).as("requests that were refused").isZero();
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(this.handler.all()).hasSizeGreaterThanOrEqualTo(load.accepted()));
			await().atMost(PATIENCE).until(() -> ready(this.brokers.get("b3"), QUEUE) == 0);
			assertThat(this.handler.all()).as("handled once each").doesNotHaveDuplicates();
			List<String> accepted = new ArrayList<>();
			load.accounts().forEach((account) -> accepted.addAll(ids(account, 1, load.acceptedOf(account))));
			assertThat(this.handler.all()).containsAll(accepted);
		}
	}

	@Test
	void refusesOnlyWhileAllBrokersAreGone() throws Exception {
		try (Service service = start("accept-timeout=500ms"); Load load = new Load(service.port(), 2, 4)) {
			letQueuesGrowOld(load);

			this.brokers.values().forEach(Broker::kill);
			await().atMost(PATIENCE).until(() -> load.refused() > 2);
			load.close();
			assertThat(postJson(service.port(), orders("LATE", 1, 1)).statusCode()).isEqualTo(503);
			this.brokers.values().forEach(Broker::restart);

			await().atMost(PATIENCE).until(() -> postJson(service.port(), orders("LATE", 1, 1)).statusCode() == 202);
			List<String> accepted = new ArrayList<>(ids("LATE", 1, 1));
			load.accounts().forEach((account) -> accepted.addAll(ids(account, 1, load.acceptedOf(account))));
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.handler.all()).containsAll(accepted));
		}
	}

}
