package dev.eventpatterns.ambulance;

import java.net.http.HttpResponse;
import java.time.Duration;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.ambulance.AmbulanceFixtures.PRIORITY;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.STANDARD;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.TAP;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.get;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.orders;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.publish;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.ready;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.switchMode;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One thread, which belongs to priority, and none for standard orders alone. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "ambulance.threads=1")
class SingleThreadIT {

	@LocalServerPort
	private int port;

	@Test
	void refusesAModeInWhichNobodyWouldServeTheStandardLane(Broker broker) throws Exception {
		HttpResponse<String> refused = switchMode(this.port, "carpool");

		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused.body()).contains("start with more ambulance.threads");
		assertThat(JsonPath.<String>read(get(this.port, "/lanes").body(), "$.mode")).isEqualTo("ambulance");
		assertThat(switchMode(this.port, "none").statusCode()).isEqualTo(200);
		assertThat(switchMode(this.port, "ambulance").statusCode()).isEqualTo(200);

		tap(broker);
		publish(broker, STANDARD, orders("USUAL", 5));
		publish(broker, PRIORITY, orders("URGENT", 5));
		await().atMost(Duration.ofSeconds(40)).until(() -> ready(broker, TAP) == 10);
	}

}
