package dev.eventpatterns.ambulance;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrder;

import static dev.eventpatterns.ambulance.AmbulanceFixtures.PRIORITY;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.STANDARD;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.TAP;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.orders;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.post;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.processed;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.publish;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.ready;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the lanes do when the broker keeps its connections and does not answer. */
@WithRabbitLab(ownNode = true)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "ambulance.confirm-timeout=2s", "spring.rabbitmq.channel-rpc-timeout=2s",
				"spring.rabbitmq.requested-heartbeat=2s" })
@Import(ScriptedHandler.Configuration.class)
class BrokerStallsIT {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	private static final String ORDER = "BUY,AAPL,206";

	@LocalServerPort
	private int port;

	@Autowired
	private ScriptedHandler handler;

	@BeforeEach
	void startAnew(Broker broker) throws Exception {
		await().atMost(PATIENCE)
			.until(() -> post(this.port, "/orders", "text/plain", ORDER).statusCode() == 202
					&& ready(broker, STANDARD) == 0);
		tap(broker);
	}

	@AfterEach
	void letAllGo() {
		this.handler.forget();
	}

	@Test
	void losesNothingOverAFreezeAndGoesOnByItselfWhenTheBrokerThaws(Broker broker) throws Exception {
		this.handler.takes("MANY", 2);
		this.handler.takes("FEW", 2);
		publish(broker, STANDARD, orders("MANY", 1_000));
		publish(broker, PRIORITY, orders("FEW", 200));
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) > 100);

		broker.freeze();
		HttpResponse<String> refused;
		try {
			refused = post(this.port, "/orders?lane=priority", "text/plain", ORDER);
		}
		finally {
			broker.thaw();
		}

		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
		Set<String> done = new HashSet<>();
		await().atMost(PATIENCE).ignoreExceptions().until(() -> {
			processed(broker).forEach((event) -> done.add(event.path("orderId").asString()));
			return done.containsAll(ids(orders("MANY", 1_000))) && done.containsAll(ids(orders("FEW", 200)));
		});
		await().atMost(PATIENCE)
			.ignoreExceptions()
			.until(() -> ready(broker, STANDARD) + ready(broker, PRIORITY) == 0
					&& post(this.port, "/orders?lane=priority", "text/plain", ORDER).statusCode() == 202);
	}

	@Test
	void waitsForTheEndOfAMemoryAlarmWithoutHandlingAnythingTwice(Broker broker) throws Exception {
		List<TradeOrder> held = orders("HELD", 1);
		List<TradeOrder> others = orders("OTHERS", 3);
		this.handler.hold("HELD");
		publish(broker, STANDARD, held);
		await().atMost(PATIENCE).until(() -> this.handler.started().contains("HELD-1"));
		publish(broker, STANDARD, others);
		publish(broker, PRIORITY, orders("URGENT", 1));
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 4);

		broker.ctl("set_vm_memory_high_watermark", "0");
		try {
			// What a blocked connection publishes is read when the alarm is over.
			await().atMost(PATIENCE).until(() -> post(this.port, "/orders", "text/plain", ORDER).statusCode() == 503);
			this.handler.letGo("HELD");
			for (int i = 0; i < 2; i++) {
				assertThat(post(this.port, "/orders", "text/plain", ORDER).statusCode())
					.as("within the time-out, again and again")
					.isEqualTo(503);
			}
		}
		finally {
			broker.ctl("set_vm_memory_high_watermark", "0.4");
		}

		List<String> done = new ArrayList<>();
		await().atMost(PATIENCE).until(() -> {
			processed(broker).forEach((event) -> done.add(event.path("orderId").asString()));
			return done.contains("HELD-1");
		});
		await().atMost(PATIENCE).until(() -> ready(broker, STANDARD) + ready(broker, PRIORITY) == 0);
		assertThat(this.handler.started()).containsOnlyOnce("HELD-1", "OTHERS-1", "OTHERS-2", "OTHERS-3", "URGENT-1");
	}

	private static List<String> ids(List<TradeOrder> orders) {
		return orders.stream().map((order) -> String.valueOf(order.orderId())).toList();
	}

}
