package dev.eventpatterns.producercontrolflow;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.WireForm;

import static dev.eventpatterns.producercontrolflow.FlowFixtures.ORDERS;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.PATIENCE;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.body;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.drain;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.flow;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.get;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.metric;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.onChannel;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.orders;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.port;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.post;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.publish;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.signal;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.start;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Controllers and producers, each a service of its own, on one broker. */
@WithRabbitLab
class FlowIT {

	private static final String MARKS = "producer-control-flow.high-water=100";

	private static final String LOW = "producer-control-flow.low-water=50";

	@BeforeEach
	void emptyTheQueue(Broker broker) throws Exception {
		// Whoever comes first declares it.
		try (ConfigurableApplicationContext first = start(broker, "producer")) {
			assertThat(first.isRunning()).isTrue();
			await().ignoreExceptions().atMost(PATIENCE).until(() -> FlowFixtures.ready(broker, ORDERS) >= 0);
		}
		onChannel(broker, (channel) -> channel.queuePurge(ORDERS));
	}

	@Test
	void reachesEveryProducerWithEverySignalAndLetsGoAfterItsValidity(Broker broker) throws Exception {
		try (ConfigurableApplicationContext one = start(broker, "producer");
				ConfigurableApplicationContext two = start(broker, "producer", "producer-control-flow.weight=3")) {
			listening(broker, port(one));
			listening(broker, port(two));
			double before = obeyed(port(one));

			for (int epoch = 101; epoch <= 110; epoch++) {
				signal(broker, "7.5", epoch, 4_000);
			}

			await().atMost(PATIENCE).until(() -> obeyed(port(one)) == before + 10 && obeyed(port(two)) >= 10);
			assertThat(FlowFixtures.<Double>flow(port(one), "$.producer.permittedPerSecond")).isEqualTo(7.5);
			assertThat(FlowFixtures.<Double>flow(port(two), "$.producer.permittedPerSecond")).isEqualTo(22.5);
			assertThat(metric(port(two), "producer_control_flow_throttled")).isEqualTo(1);
			await().atMost(PATIENCE).until(() -> !FlowFixtures.<Boolean>flow(port(one), "$.producer.throttled"));
			assertThat(FlowFixtures.<Double>flow(port(one), "$.producer.permittedPerSecond")).isEqualTo(10_000);
		}
	}

	@Test
	void ignoresAndCountsWhatIsNoSignalOrAnOldOne(Broker broker) throws Exception {
		try (ConfigurableApplicationContext producer = start(broker, "producer")) {
			int port = port(producer);
			listening(broker, port);
			signal(broker, "50", 1_000, 60_000);
			await().atMost(PATIENCE).until(() -> FlowFixtures.<Boolean>flow(port, "$.producer.throttled"));

			signal(broker, "1", 999, 60_000);
			signal(broker, "1", 1_001, 0);
			publish(broker, "flow-control", "", List.of("", "rubbish", "[]", "{}", "null",
					"{\"channel\":\"" + ORDERS + "\",\"permittedPerSecond\":-3,\"epoch\":2000,\"validForMillis\":9}",
					"{\"channel\":\"" + ORDERS
							+ "\",\"permittedPerSecond\":\"NaN\",\"epoch\":2000,\"validForMillis\":9}",
					"{\"channel\":\"other\",\"permittedPerSecond\":1,\"epoch\":2000,\"validForMillis\":60000}"));

			await().atMost(PATIENCE).untilAsserted(() -> {
				assertThat(heard(port, "older_epoch")).isEqualTo(1);
				assertThat(heard(port, "expired")).isEqualTo(1);
				assertThat(heard(port, "malformed")).isEqualTo(7);
				assertThat(heard(port, "other_channel")).isEqualTo(1);
			});
			assertThat(FlowFixtures.<Double>flow(port, "$.producer.permittedPerSecond")).isEqualTo(50);
		}
	}

	@Test
	void tellsAProducerThatStartsLateWhatHolds(Broker broker) throws Exception {
		fill(broker, 200);
		try (ConfigurableApplicationContext controller = start(broker, "controller", MARKS, LOW)) {
			await().atMost(PATIENCE).until(() -> permitted(port(controller)) != null);

			try (ConfigurableApplicationContext late = start(broker, "producer")) {
				await().atMost(PATIENCE).until(() -> FlowFixtures.<Boolean>flow(port(late), "$.producer.throttled"));
				assertThat(FlowFixtures.<Double>flow(port(late), "$.producer.permittedPerSecond")).isZero();
				await().atMost(PATIENCE)
					.until(() -> FlowFixtures.<List<?>>flow(port(controller), "$.controller.producers").size() == 1);
			}
		}
	}

	@Test
	void letsOneOfTwoControllersDecideAndTheOtherTakeOver(Broker broker) throws Exception {
		tap(broker, "flow-control", "fanout", "", "tap.signals");
		fill(broker, 200);
		try (ConfigurableApplicationContext first = start(broker, "controller", MARKS, LOW)) {
			await().atMost(PATIENCE).until(() -> leading(port(first)));
			try (ConfigurableApplicationContext second = start(broker, "controller", MARKS, LOW)) {
				await().atMost(PATIENCE).until(() -> permitted(port(second)) != null);
				drain(broker, "tap.signals");
				await().atMost(PATIENCE).until(() -> FlowFixtures.ready(broker, "tap.signals") >= 4);
				assertThat(leading(port(second))).isFalse();
				assertThat(metric(port(second), "producer_control_flow_signals_sent_total")).isNaN();

				first.close();

				await().atMost(PATIENCE).until(() -> leading(port(second)));
				await().atMost(PATIENCE)
					.until(() -> metric(port(second), "producer_control_flow_signals_sent_total") >= 2);
				List<Long> epochs = drain(broker, "tap.signals").stream()
					.map((message) -> JsonPath.<Number>read(new String(message.getBody()), "$.epoch").longValue())
					.toList();
				assertThat(epochs).isSorted().doesNotHaveDuplicates();
			}
		}
	}

	@Test
	void ignoresAnnouncementsThatCannotBeRead(Broker broker) throws Exception {
		fill(broker, 200);
		try (ConfigurableApplicationContext controller = start(broker, "controller", MARKS, LOW)) {
			await().atMost(PATIENCE).until(() -> permitted(port(controller)) != null);

			publish(broker, "producer-control-flow.presence", "", List.of("", "rubbish", "null", "{}", "[1]",
					"{\"producer\":\"x\",\"channel\":\"" + ORDERS + "\",\"weight\":-1}"));
			publish(broker, "control", "supervisor-consumer.scaled", List.of("rubbish", "null", "{\"to\":\"many\"}"));

			await().atMost(PATIENCE)
				.until(() -> metric(port(controller), "producer_control_flow_presences_refused_total") == 6);
			double sent = metric(port(controller), "producer_control_flow_signals_sent_total");
			await().atMost(PATIENCE)
				.until(() -> metric(port(controller), "producer_control_flow_signals_sent_total") > sent);
			assertThat(FlowFixtures.<List<?>>flow(port(controller), "$.controller.producers")).isEmpty();
		}
	}

	@Test
	void throttlesReleasesAndTellsWhoeverWatches(Broker broker) throws Exception {
		tap(broker, "control", "topic", "producer-control-flow.#", "tap.control");
		fill(broker, 200);
		try (ConfigurableApplicationContext controller = start(broker, "controller", MARKS, LOW);
				ConfigurableApplicationContext producer = start(broker, "producer")) {
			await().atMost(PATIENCE).until(() -> FlowFixtures.<Boolean>flow(port(producer), "$.producer.throttled"));

			onChannel(broker, (channel) -> channel.queuePurge(ORDERS));

			await().atMost(PATIENCE).until(() -> !FlowFixtures.<Boolean>flow(port(producer), "$.producer.throttled"));
			assertThat(permitted(port(controller))).isNull();
			await().atMost(PATIENCE).untilAsserted(() -> {
				assertThat(metric(port(controller), "producer_control_flow_decisions_total{kind=\"released\"}"))
					.isEqualTo(1);
			});
			List<Map<String, Object>> events = drain(broker, "tap.control").stream()
				.map((message) -> JsonPath.<Map<String, Object>>read(new String(message.getBody()), "$"))
				.toList();
			assertThat(events.get(0)).containsEntry("source", "producer-control-flow")
				.containsEntry("kind", "throttled")
				.containsEntry("channel", ORDERS)
				.containsEntry("from", null)
				.containsKeys("to", "reason", "at");
			assertThat(events.get(events.size() - 1)).containsEntry("kind", "released").containsEntry("to", null);
		}
	}

	@Test
	void goesBackToNormalWhenTheControllerCannotSeeTheQueue(Broker broker) throws Exception {
		fill(broker, 200);
		try (ConfigurableApplicationContext controller = start(broker, "controller", MARKS, LOW);
				ConfigurableApplicationContext producer = start(broker, "producer")) {
			await().atMost(PATIENCE).until(() -> FlowFixtures.<Boolean>flow(port(producer), "$.producer.throttled"));

			onChannel(broker, (channel) -> channel.queueDelete(ORDERS));

			await().atMost(PATIENCE)
				.until(() -> FlowFixtures.flow(port(controller), "$.controller.last.depth") == null);
			await().atMost(PATIENCE).until(() -> !FlowFixtures.<Boolean>flow(port(producer), "$.producer.throttled"));
			assertThat(leading(port(controller))).isTrue();
		}
	}

	@Test
	void keepsTheQueueBoundedWithAllRolesInOneProcess(Broker broker) throws Exception {
		try (ConfigurableApplicationContext all = start(broker, "default", MARKS, LOW,
				"producer-control-flow.work=10ms", "producer-control-flow.interval=100ms",
				"producer-control-flow.buffer.orders=1000", "producer-control-flow.buffer.timeout=30s")) {
			int port = port(all);
			listening(broker, port);

			HttpResponse<String> answer = post(port, "application/json", body("T", 1_000));

			assertThat(answer.statusCode()).isEqualTo(202);
			assertThat(metric(port, "producer_control_flow_decisions_total{kind=\"throttled\"}")).isPositive();
			await().atMost(PATIENCE).until(() -> metric(port, "producer_control_flow_processed_total") == 1_000);
			assertThat(get(port, "/actuator/health").body()).contains("UP");
		}
	}

	/** Waits until a producer's link is up: it announces itself on it. */
	private static void listening(Broker broker, int port) {
		await().ignoreExceptions().atMost(PATIENCE).until(() -> {
			signal(broker, "null", 1, 1_000);
			return heard(port, "obeyed") >= 1;
		});
	}

	private static double obeyed(int port) throws Exception {
		return heard(port, "obeyed");
	}

	private static double heard(int port, String outcome) throws Exception {
		double count = metric(port, "producer_control_flow_signals_heard_total{outcome=\"" + outcome + "\"}");
		return Double.isNaN(count) ? 0 : count;
	}

	private static boolean leading(int port) throws Exception {
		return flow(port, "$.controller.last.leading");
	}

	private static Double permitted(int port) throws Exception {
		return flow(port, "$.controller.last.permittedPerSecond");
	}

	private static void fill(Broker broker, int count) throws Exception {
		publish(broker, "", ORDERS, orders("F", count).stream().map(FlowIT::json).toList());
	}

	private static String json(TradeOrder order) {
		return WireForm.JSON.write(order);
	}

}
