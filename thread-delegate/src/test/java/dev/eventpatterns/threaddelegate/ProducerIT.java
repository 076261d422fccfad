package dev.eventpatterns.threaddelegate;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.post;
import static org.assertj.core.api.Assertions.assertThat;

/** A producer whose queue is not there, as nothing is declared. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.rabbitmq.dynamic=false", "thread-delegate.queue.orders=nowhere" })
@ActiveProfiles("producer")
class ProducerIT {

	@LocalServerPort
	private int port;

	@Test
	void answers503WhenNoQueueTakesTheOrders() throws Exception {
		HttpResponse<String> response = post(this.port, "text/plain", "BUY,AAPL,206");

		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.body()).contains("nowhere", "Send the request again");
	}

}
