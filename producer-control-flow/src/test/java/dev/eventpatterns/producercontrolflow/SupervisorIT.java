package dev.eventpatterns.producercontrolflow;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.WireForm;

import static dev.eventpatterns.producercontrolflow.FlowFixtures.ORDERS;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.PATIENCE;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.flow;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.orders;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.port;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.publish;
import static dev.eventpatterns.producercontrolflow.FlowFixtures.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A controller beside a supervisor, which scales first as long as its cap lets it. */
@WithRabbitLab
class SupervisorIT {

	@Test
	void throttlesAsSoonAsTheCapLeavesNoRoomForConsumers(Broker broker) throws Exception {
		try (ConfigurableApplicationContext controller = start(broker, "controller",
				"producer-control-flow.high-water=1000", "producer-control-flow.low-water=500",
				"producer-control-flow.max-consumers=8", "producer-control-flow.scaling-patience=1h")) {
			int port = port(controller);
			await().atMost(PATIENCE).until(() -> flow(port, "$.controller.last.leading"));
			tell(broker, "scale-up", 4);
			// The last step over high water is small: it does not look like a flood.
			publish(broker, "", ORDERS, orders("F", 950).stream().map(WireForm.JSON::write).toList());
			await().atMost(PATIENCE).until(() -> FlowFixtures.<Integer>flow(port, "$.controller.last.depth") == 950);
			publish(broker, "", ORDERS, orders("G", 60).stream().map(WireForm.JSON::write).toList());
			await().atMost(PATIENCE)
				.until(() -> FlowFixtures.<String>flow(port, "$.controller.last.reason").contains("scale first"));
			await().during(Duration.ofMillis(600))
				.atMost(PATIENCE)
				.until(() -> FlowFixtures.<Double>flow(port, "$.controller.last.permittedPerSecond") == null);

			tell(broker, "cap", 4);

			await().atMost(PATIENCE)
				.until(() -> FlowFixtures.<Double>flow(port, "$.controller.last.permittedPerSecond") != null);
			assertThat(FlowFixtures.<String>flow(port, "$.controller.last.reason")).contains("depth 1010");
		}
	}

	private static void tell(Broker broker, String kind, int to) throws Exception {
		publish(broker, "control", "supervisor-consumer." + kind,
				List.of("{\"source\":\"supervisor-consumer\",\"kind\":\"" + kind + "\",\"channel\":\"" + ORDERS
						+ "\",\"from\":null,\"to\":" + to + ",\"reason\":\"\",\"at\":\"\"}"));
	}

}
