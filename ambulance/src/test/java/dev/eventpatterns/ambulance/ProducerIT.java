package dev.eventpatterns.ambulance;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.ambulance.AmbulanceFixtures.PRIORITY;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.STANDARD;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.onChannel;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.post;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.ready;
import static org.assertj.core.api.Assertions.assertThat;

/** A producer alone, with nobody to serve the queues or to declare them. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("producer")
class ProducerIT {

	private static final String ORDER = "BUY,AAPL,206";

	@LocalServerPort
	private int port;

	@Test
	void answers503WhenTheLaneHasNoQueueAndDeclaresItForTheNextRequest(Broker broker) throws Exception {
		assertThat(post(this.port, "/orders?lane=priority", "text/plain", ORDER).statusCode()).isEqualTo(202);
		onChannel(broker, (channel) -> channel.queueDelete(PRIORITY));

		HttpResponse<String> refused = post(this.port, "/orders?lane=priority", "text/plain", ORDER);
		HttpResponse<String> otherLane = post(this.port, "/orders?lane=standard", "text/plain", ORDER);
		HttpResponse<String> again = post(this.port, "/orders?lane=priority", "text/plain", ORDER);

		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
		assertThat(refused.body()).contains("no queue", PRIORITY);
		assertThat(otherLane.statusCode()).isEqualTo(202);
		assertThat(again.statusCode()).isEqualTo(202);
		assertThat(ready(broker, PRIORITY)).as("what was refused is not there").isEqualTo(1);
		assertThat(ready(broker, STANDARD)).isEqualTo(1);
	}

	@Test
	void leavesTheLanesToTheConsumer() throws Exception {
		assertThat(AmbulanceFixtures.get(this.port, "/lanes").statusCode()).isEqualTo(404);
		assertThat(AmbulanceFixtures.switchMode(this.port, "none").statusCode()).isEqualTo(404);
	}

}
