package dev.eventpatterns.supervisorconsumer;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import com.rabbitmq.client.AMQP;
import io.micrometer.core.instrument.MeterRegistry;
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

import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.CONTROL;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.ORDERS;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.PATIENCE;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.TAP;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.WORKFLOW;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.drain;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.get;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.orders;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.ordersAt;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.post;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.publish;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.publishRaw;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.ready;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.supervisorAt;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.taken;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Supervisor, consumers and intake in one process. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "supervisor-consumer.interval=200ms", "supervisor-consumer.keep-alive=1s",
				"supervisor-consumer.max-consumers=40", "supervisor-consumer.hang-after=1s",
				"supervisor-consumer.retry.delay=10ms", "supervisor-consumer.reply-timeout=2s" })
@Import(ScriptedHandler.Configuration.class)
class SupervisorConsumerIT {

	@LocalServerPort
	private int port;

	@Autowired
	private ScriptedHandler handler;

	@Autowired
	private MeterRegistry registry;

	@BeforeEach
	void startAnew(Broker broker) throws Exception {
		await().atMost(PATIENCE).until(() -> ordersAt(this.port).path("here").path("running").asInt() == 1);
		tap(broker);
		drain(broker, WORKFLOW);
	}

	@AfterEach
	void letAllGo() {
		this.handler.forget();
	}

	@Test
	void addsConsumersForABacklogAndLetsThemGoAgainAndHandlesNothingTwice(Broker broker) throws Exception {
		this.handler.takes("MANY", 20);

		publish(broker, ORDERS, orders("MANY", 2_000));

		await().atMost(PATIENCE).until(() -> ordersAt(this.port).path("here").path("running").asInt() == 40);
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 2_000);
		await().atMost(PATIENCE).until(() -> ordersAt(this.port).path("here").path("running").asInt() == 1);
		assertThat(this.handler.started()).doesNotHaveDuplicates().hasSize(2_000);
		assertThat(ready(broker, ORDERS)).isZero();
	}

	@Test
	void tellsEveryDecisionAndWhy(Broker broker) throws Exception {
		this.handler.takes("MANY", 20);

		publish(broker, ORDERS, orders("MANY", 1_000));

		List<JsonNode> told = new ArrayList<>();
		await().atMost(PATIENCE).until(() -> {
			told.addAll(taken(broker, CONTROL));
			return told.stream().anyMatch((event) -> event.path("to").asInt() == 1);
		});
		JsonNode first = told.get(0);
		assertThat(first.propertyNames()).containsExactlyInAnyOrder("source", "kind", "channel", "from", "to", "reason",
				"at");
		assertThat(first.path("source").asString()).isEqualTo("supervisor-consumer");
		assertThat(first.path("kind").asString()).isEqualTo("scale-up");
		assertThat(first.path("channel").asString()).isEqualTo(ORDERS);
		assertThat(first.path("from").asInt()).isEqualTo(1);
		assertThat(first.path("reason").asString()).contains("ready");
		assertThat(Instant.parse(first.path("at").asString())).isBefore(Instant.now());
		assertThat(told).extracting((event) -> event.path("kind").asString()).contains("scale-down");
		assertThat(supervisorAt(this.port).path("decisions").valueStream().toList()).containsAll(told);
	}

	@Test
	void replacesAConsumerThatHangsAndGoesOn(Broker broker) throws Exception {
		this.handler.hold("HANGING");
		publish(broker, ORDERS, orders("HANGING", 1));

		await().atMost(PATIENCE).until(() -> ordersAt(this.port).path("here").path("hanging").asInt() == 1);
		await().atMost(PATIENCE).until(() -> ordersAt(this.port).path("here").path("running").asInt() >= 2);
		publish(broker, ORDERS, orders("AFTER", 50));

		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 50);
		this.handler.letGo("HANGING");
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 51);
		assertThat(this.handler.started()).doesNotHaveDuplicates().hasSize(51);
	}

	@Test
	void handsOverWhatIsMalformedAndWhatFailsAndServesTheRest(Broker broker) throws Exception {
		this.handler.failsFor("FAILING");

		publishRaw(broker, ORDERS, new AMQP.BasicProperties(), "rubbish", "{", "");
		publish(broker, ORDERS, orders("FAILING", 3));
		publish(broker, ORDERS, orders("GOOD", 20));

		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 20 && ready(broker, WORKFLOW) == 6);
		assertThat(this.handler.started()).filteredOn((id) -> id.startsWith("FAILING"))
			.as("tried three times")
			.hasSize(9);
		assertThat(drain(broker, WORKFLOW))
			.extracting((message) -> String.valueOf(message.getProps().getHeaders().get("x-exception-message")))
			.contains("no handler for FAILING");
	}

	@Test
	void tellsWhatWasDone(Broker broker) throws Exception {
		publish(broker, ORDERS, orders("TOLD", 1));
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 1);
		publishRaw(broker, ORDERS, new AMQP.BasicProperties(), "(7) B-123,SELL,AAPL,206 SHARES");
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 2);

		List<JsonNode> events = taken(broker, TAP);

		JsonNode told = events.get(0);
		assertThat(told.propertyNames()).containsExactlyInAnyOrder("orderId", "account", "sequence", "worker", "sentAt",
				"receivedAt", "startedAt", "finishedAt");
		assertThat(told.path("orderId").asString()).isEqualTo("TOLD-1");
		assertThat(List.of("sentAt", "receivedAt", "startedAt", "finishedAt"))
			.extracting((name) -> Instant.parse(told.path(name).asString()))
			.isSorted();
		assertThat(events.get(1).path("account").asString()).isEqualTo("B-123");
		assertThat(events.get(1).path("orderId").isNull()).isTrue();
		assertThat(events.get(1).path("sentAt").isNull()).isTrue();
	}

	@Test
	void answersARequestWithItsResultAndItsResponseTime() throws Exception {
		this.handler.takes("HOUSE", 30);

		HttpResponse<String> answer = post(this.port, "/trades", "text/plain", "BUY,AAPL,206");

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(JsonPath.<String>read(answer.body(), "$.result")).isEqualTo("EXECUTED");
		assertThat(JsonPath.<String>read(answer.body(), "$.orderId")).isNotBlank();
		assertThat(JsonPath.<String>read(answer.body(), "$.worker")).startsWith("supervisor-consumer.requests/");
		assertThat(JsonPath.<Double>read(answer.body(), "$.responseMillis")).isBetween(30.0, 2_000.0);
	}

	@Test
	void saysSoWhenARequestTimesOutAndDropsTheLateReply(Broker broker) throws Exception {
		double before = this.registry.get("supervisor.consumer.late.replies").functionCounter().count();
		this.handler.hold("HOUSE");

		HttpResponse<String> answer = post(this.port, "/trades", "text/plain", "BUY,AAPL,206");

		assertThat(answer.statusCode()).isEqualTo(504);
		assertThat(answer.body()).contains("There was no reply within 2000 ms");
		this.handler.letGo("HOUSE");
		await().atMost(PATIENCE)
			.until(() -> this.registry.get("supervisor.consumer.late.replies").functionCounter().count() == before + 1);
		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 1);
	}

	@Test
	void saysSoWhenARequestFails(Broker broker) throws Exception {
		this.handler.failsFor("HOUSE");

		assertThat(post(this.port, "/trades", "text/plain", "BUY,AAPL,206").statusCode()).isEqualTo(502);
		assertThat(post(this.port, "/trades", "text/plain", "BUY").statusCode()).isEqualTo(400);

		await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) == 1);
	}

	@Test
	void addsConsumersForRequestsToo(Broker broker) throws Exception {
		this.handler.takes("MANY", 50);

		publish(broker, SupervisorConsumerFixtures.REQUESTS, orders("MANY", 200));

		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 200);
		assertThat(taken(broker, CONTROL)).anyMatch((event) -> event.path("kind").asString().equals("scale-up")
				&& event.path("channel").asString().equals(SupervisorConsumerFixtures.REQUESTS));
	}

	@Test
	void takesOrdersThatNobodyWaitsFor(Broker broker) throws Exception {
		assertThat(post(this.port, "/orders", "text/plain", "BUY,AAPL,206").statusCode()).isEqualTo(202);

		await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 1);
	}

	@Test
	void letsEveryMetricBeScraped() throws Exception {
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(get(this.port, "/actuator/prometheus").body()).contains(
					"supervisor_consumer_consumers{", "supervisor_consumer_busy{", "supervisor_consumer_hanging{",
					"supervisor_consumer_target{", "supervisor_consumer_leader 1.0",
					"supervisor_consumer_decisions_total{", "supervisor_consumer_late_replies_total"));
	}

}
