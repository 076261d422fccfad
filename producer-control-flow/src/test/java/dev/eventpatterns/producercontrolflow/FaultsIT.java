package dev.eventpatterns.producercontrolflow;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.WireForm;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.OrderHandler;

import static dev.eventpatterns.producercontrolflow.FlowFixtures.ORDERS;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.PATIENCE;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.WORKFLOW;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.body;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.drain;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.flow;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.ids;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.metric;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.onChannel;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.orders;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.port;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.post;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.publish;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What each part does when another one is killed or hangs. */
@WithRabbitLab(ownNode = true)
class FaultsIT {

	private static final String[] CONTROLLER = { "producer-control-flow.high-water=100",
			"producer-control-flow.low-water=50" };

	@TempDir
	private Path folder;

	@Configuration(proxyBeanMethods = false)
	static class Moody {

		static final AtomicBoolean HANGING = new AtomicBoolean();

		static final Semaphore GO_ON = new Semaphore(0);

		@Bean
		OrderHandler handler() {
			return (order) -> {
				if (order.symbol().equals("FAIL")) {
					throw new IllegalStateException("cannot place " + order.orderId());
				}
				if (HANGING.get()) {
					GO_ON.acquire();
				}
			};
		}

	}

	@Test
	void letsProducersReturnToNormalWhenTheControllerIsKilled(Broker broker) throws Exception {
		declared(broker);
		fill(broker, 200);
		try (ConfigurableApplicationContext producer = start(broker, "producer");
				ServiceInOwnProcess controller = ServiceInOwnProcess.start(broker, "controller",
						this.folder.resolve("controller.log"), CONTROLLER)) {
			await().atMost(PATIENCE).until(() -> throttled(port(producer)));

			controller.kill();

			await().atMost(PATIENCE).until(() -> !throttled(port(producer)));
			assertThat(post(port(producer), "application/json", body("N", 10)).statusCode()).isEqualTo(202);
		}
		onChannel(broker, (channel) -> channel.queuePurge(ORDERS));
	}

	@Test
	void losesNothingAndGoesOnWhenTheBrokerIsKilledAndRestarted(Broker broker) throws Exception {
		declared(broker);
		String spill = "producer-control-flow.buffer.folder=" + this.folder.resolve("spill");
		try (ConfigurableApplicationContext producer = start(broker, "producer",
				"producer-control-flow.buffer.when-full=spill", spill, "producer-control-flow.normal-rate=300");
				ConfigurableApplicationContext controller = start(broker, "controller",
						"producer-control-flow.high-water=10000")) {
			assertThat(post(port(producer), "application/json", body("K", 900)).statusCode()).isEqualTo(202);
			await().atMost(PATIENCE).until(() -> FlowFixtures.ready(broker, ORDERS) > 100);

			broker.kill();
			assertThat(post(port(producer), "application/json", body("L", 100)).statusCode())
				.as("while the broker is away, the disk takes them")
				.isEqualTo(202);
			broker.restart();

			await().atMost(PATIENCE)
				.until(() -> FlowFixtures.<Integer>flow(port(producer), "$.producer.presence.backlog") == 0);
			await().atMost(PATIENCE).until(() -> flow(port(controller), "$.controller.last.leading"));
			await().atMost(PATIENCE)
				.until(() -> FlowFixtures.<List<?>>flow(port(controller), "$.controller.producers").size() == 1);
			assertThat(ids(broker, ORDERS)).hasSize(1_000);
		}
	}

	@Test
	void beginsSlowlyWithItsBacklogWhenTheBrokerIsBack(Broker broker) throws Exception {
		declared(broker);
		try (ConfigurableApplicationContext producer = start(broker, "producer",
				"producer-control-flow.buffer.when-full=spill",
				"producer-control-flow.buffer.folder=" + this.folder.resolve("slow"),
				"producer-control-flow.normal-rate=1000", "producer-control-flow.slow-start=4s")) {
			assertThat(post(port(producer), "application/json", body("R", 900)).statusCode()).isEqualTo(202);
			await().atMost(PATIENCE).until(() -> FlowFixtures.ready(broker, ORDERS) == 900);
			broker.kill();
			assertThat(post(port(producer), "application/json", body("S", 500)).statusCode()).isEqualTo(202);
			broker.restart();
			await().atMost(PATIENCE)
				.until(() -> FlowFixtures.<Integer>flow(port(producer), "$.producer.presence.backlog") == 0);
		}
		List<Instant> sent = FlowFixtures.drain(broker, ORDERS)
			.stream()
			.filter((message) -> message.getProps().getMessageId().startsWith("S-"))
			.map((message) -> TradeOrderMessages.sentAt(message.getProps().getHeaders()))
			.sorted()
			.toList();
		// The normal rate would let them out in half a second, a rise over 4 s does in 2.
		assertThat(Duration.between(sent.get(0), sent.get(sent.size() - 1))).isGreaterThan(Duration.ofMillis(1_500));
	}

	@Test
	void stopsProducersWhileConsumersHangAndLetsThemGoOn(Broker broker) throws Exception {
		declared(broker);
		Moody.HANGING.set(true);
		try (ConfigurableApplicationContext consumer = moody(broker);
				ConfigurableApplicationContext controller = start(broker, "controller", CONTROLLER);
				ConfigurableApplicationContext producer = start(broker, "producer")) {
			fill(broker, 150);

			await().atMost(PATIENCE)
				.until(() -> Double.valueOf(0).equals(flow(port(controller), "$.controller.last.permittedPerSecond")));
			await().atMost(PATIENCE)
				.until(() -> FlowFixtures.<Double>flow(port(producer), "$.producer.permittedPerSecond") == 0);

			Moody.HANGING.set(false);
			Moody.GO_ON.release(1_000);

			await().atMost(PATIENCE).until(() -> !throttled(port(producer)));
			await().atMost(PATIENCE)
				.until(() -> metric(port(consumer), "producer_control_flow_processed_total") == 150);
		}
		finally {
			Moody.HANGING.set(false);
			Moody.GO_ON.release(1_000);
		}
	}

	@Test
	void handsOverWhatIsMalformedOrFailsAndHandlesTheRest(Broker broker) throws Exception {
		declared(broker);
		onChannel(broker, (channel) -> channel.queuePurge(WORKFLOW));
		try (ConfigurableApplicationContext consumer = moody(broker)) {
			publish(broker, "", ORDERS, List.of("rubbish", "PLACE SELL FAIL A-136 2,000,000.00", "BUY,AAPL,206",
					"(1) B-123,SELL,AAPL,206 SHARES"));

			await().atMost(PATIENCE).until(() -> FlowFixtures.ready(broker, WORKFLOW) == 2);
			await().atMost(PATIENCE).until(() -> metric(port(consumer), "producer_control_flow_processed_total") == 2);
			assertThat(metric(port(consumer), "producer_control_flow_handed_over_total")).isEqualTo(2);
			List<GetResponse> handedOver = drain(broker, WORKFLOW);
			assertThat(handedOver)
				.extracting((message) -> String.valueOf(message.getProps().getHeaders().get("x-exception-message")))
				.anyMatch((reason) -> reason.contains("cannot place"));
		}
	}

	private static ConfigurableApplicationContext moody(Broker broker) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
		broker.springProperties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(ProducerControlFlowApplication.class, Moody.class).profiles("consumer")
			.run(arguments.toArray(String[]::new));
	}

	private static boolean throttled(int port) throws Exception {
		return flow(port, "$.producer.throttled");
	}

	private static void declared(Broker broker) throws Exception {
		try (ConfigurableApplicationContext first = start(broker, "producer")) {
			assertThat(first.isRunning()).isTrue();
			await().ignoreExceptions().atMost(PATIENCE).until(() -> FlowFixtures.ready(broker, WORKFLOW) >= 0);
		}
		onChannel(broker, (channel) -> channel.queuePurge(ORDERS));
	}

	private static void fill(Broker broker, int count) throws Exception {
		publish(broker, "", ORDERS, orders("F", count).stream().map(FaultsIT::json).toList());
	}

	private static String json(TradeOrder order) {
		return WireForm.JSON.write(order);
	}

}
