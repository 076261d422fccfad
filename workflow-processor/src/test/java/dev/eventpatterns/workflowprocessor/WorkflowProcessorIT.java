package dev.eventpatterns.workflowprocessor;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.workflowprocessor.message.Headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The way of an event: in, mended by rule or by a person, back, and what became of it.
 */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "spring.datasource.url=jdbc:h2:mem:workflow;MODE=PostgreSQL;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000")
@Import(TestLogin.class)
class WorkflowProcessorIT {

	private static int orders;

	@LocalServerPort
	private int port;

	private Api api;

	private Desk desk;

	private String id;

	@BeforeEach
	void openDesk(Broker broker) throws Exception {
		this.api = new Api(this.port, TestLogin.OPERATOR);
		Desk.awaitConsumer(broker, "workflow.events");
		orders++;
		this.desk = new Desk(broker, "thread-delegate.desk-" + orders);
		this.id = "order-" + orders;
	}

	@AfterEach
	void closeDesk() throws Exception {
		this.desk.close();
	}

	@Test
	void repairsTheOrderWithTheUnitAndTellsThatItWasProcessed() throws Exception {
		this.desk.handOver(Desk.text(this.id), "BUY,AAPL,206 shares", "quantity: must be a plain number");

		GetResponse back = this.desk.take();

		assertThat(Desk.body(back)).isEqualTo("BUY,AAPL,206");
		assertThat(back.getProps().getMessageId()).isEqualTo(this.id);
		assertThat(back.getProps().getDeliveryMode()).isEqualTo(2);
		assertThat(back.getProps().getHeaders()).containsKeys(Headers.LINEAGE, Headers.ATTEMPT)
			.doesNotContainKeys("x-exception-message", "x-original-exchange");
		await().atMost(Desk.PATIENCE)
			.untilAsserted(() -> assertThat(only("state").stringValue()).isEqualTo("REPAIRED"));

		this.desk.processed(this.id);

		await().atMost(Desk.PATIENCE)
			.untilAsserted(() -> assertThat(only("state").stringValue()).isEqualTo("PROCESSED"));
		assertThat(history(only("id").asLong())).contains("arrived", "sending", "sent", "processed");
	}

	@Test
	void givesUpAfterTheBudgetAndLeavesTheEventToAPerson() throws Exception {
		this.desk.handOver(Desk.text(this.id), "BUY,AAPL,206 shares", "no");
		for (int repair = 1; repair <= 3; repair++) {
			GetResponse back = this.desk.take();
			assertThat(back.getProps().getHeaders()).containsEntry(Headers.ATTEMPT, repair);
			// A consumer that spoils the body again, whatever the rules do.
			this.desk.handOver(back.getProps(), "BUY,AAPL,206 shares", "no");
		}

		await().atMost(Desk.PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get("/api/events?q=" + this.id).get("items"))
				.extracting((event) -> event.get("state").stringValue())
				.containsExactly("WAITING", "RETURNED", "RETURNED", "RETURNED"));
		assertThat(this.desk.isEmpty()).isTrue();
		JsonNode latest = this.api.get("/api/events?q=" + this.id).get("items").get(0);
		assertThat(latest.get("repairs").asInt()).isEqualTo(3);
		assertThat(this.api.get("/api/events/" + latest.get("id")).get("warnings").toString()).contains("3 times");
	}

	@Test
	void sendsBackWhatAPersonHasMendedAndLinksWhatComesBack() throws Exception {
		this.desk.handOver(Desk.text(this.id), "BUY;AAPL;206", "body: is in none of the text forms");
		JsonNode event = waiting();

		HttpResponse<String> answer = this.api.post("/api/events/" + event.get("id") + "/resend",
				"{\"version\":" + event.get("version") + ",\"body\":\"BUY,AAPL,206\"}");

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(Api.JSON.readTree(answer.body()).get("state").stringValue()).isEqualTo("RESENT");
		GetResponse back = this.desk.take();
		assertThat(Desk.body(back)).isEqualTo("BUY,AAPL,206");
		this.desk.handBack(back, "the market is closed");
		await().atMost(Desk.PATIENCE)
			.untilAsserted(() -> assertThat(this.api.get("/api/events?q=" + this.id).get("items"))
				.extracting((each) -> each.get("state").stringValue())
				.containsExactly("WAITING", "RETURNED"));
		JsonNode history = this.api.get("/api/events/" + event.get("id") + "/history");
		JsonNode sending = history.get(1);
		assertThat(sending.get("who").stringValue()).isEqualTo(TestLogin.OPERATOR);
		assertThat(sending.get("before").stringValue()).isEqualTo("BUY;AAPL;206");
		assertThat(sending.get("after").stringValue()).isEqualTo("BUY,AAPL,206");
	}

	@Test
	void refusesWhatAnotherPersonHasChangedAndSaysWho() throws Exception {
		this.desk.handOver(Desk.text(this.id), "nonsense", "no");
		JsonNode event = waiting();
		String version = "{\"version\":" + event.get("version");
		String path = "/api/events/" + event.get("id");
		Api other = new Api(this.port, TestLogin.OTHER_OPERATOR);
		assertThat(this.api.post(path + "/viewing", "{}").body()).contains("[]");
		assertThat(other.post(path + "/viewing", "{}").body()).contains(TestLogin.OPERATOR);
		assertThat(other.post(path + "/discard", version + ",\"reason\":\"a test\"}").statusCode()).isEqualTo(200);

		HttpResponse<String> answer = this.api.post(path + "/resend", version + "}");

		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.body()).contains(TestLogin.OTHER_OPERATOR).contains("discard");
		assertThat(this.desk.isEmpty()).isTrue();
		assertThat(this.api.post(path + "/restore", "{\"version\":" + (event.get("version").asInt() + 1) + "}").body())
			.contains("WAITING");
	}

	@Test
	void keepsWhatNoQueueTakes() throws Exception {
		this.desk.handOver(Desk.text(this.id), "nonsense", "no");
		JsonNode event = waiting();
		this.desk.channel().queueDelete(this.desk.queue());

		HttpResponse<String> answer = this.api.post("/api/events/" + event.get("id") + "/resend",
				"{\"version\":" + event.get("version") + "}");

		assertThat(answer.statusCode()).isEqualTo(502);
		assertThat(answer.body()).contains("NO_ROUTE");
		assertThat(only("state").stringValue()).isEqualTo("WAITING");
	}

	@Test
	void keepsBytesAndHeadersAsTheyCame() throws Exception {
		byte[] body = new byte[3 * 512 * 1024 + 7];
		new java.util.Random(1).nextBytes(body);
		Map<String, Object> headers = new HashMap<>();
		headers.put("bytes", new byte[] { 1, 2, -1 });
		headers.put("table", Map.of("list", java.util.List.of(1, 2L, "three")));
		headers.put("decimal", new java.math.BigDecimal("12.340"));
		headers.put("nothing", null);
		AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder().contentType("application/x-order")
			.messageId(this.id)
			.correlationId("c-1")
			.priority(3)
			.headers(headers)
			.build();

		this.desk.handOver(properties, body, "content-type: must be application/json or text/plain");

		JsonNode event = waiting();
		HttpResponse<byte[]> download = this.api.download("/api/events/" + event.get("id") + "/body");
		assertThat(download.body()).isEqualTo(body);
		assertThat(download.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
		this.api.post("/api/events/" + event.get("id") + "/resend", "{\"version\":" + event.get("version") + "}");
		GetResponse back = this.desk.take();
		assertThat(back.getBody()).isEqualTo(body);
		assertThat(back.getProps().getPriority()).isEqualTo(3);
		assertThat(back.getProps().getCorrelationId()).isEqualTo("c-1");
		assertThat((byte[]) back.getProps().getHeaders().get("bytes")).containsExactly(1, 2, -1);
		assertThat(back.getProps().getHeaders()).containsEntry("decimal", new java.math.BigDecimal("12.340"))
			.containsEntry("nothing", null);
		assertThat(back.getProps().getHeaders().get("table").toString()).contains("list").contains("three");
	}

	@Test
	void storesTwiceTheSameEventOnceAndTwoAlikeTwice() throws Exception {
		AMQP.BasicProperties identified = Desk.text(this.id);
		this.desk.handOver(identified, "nonsense of one", "no");
		this.desk.handOver(identified, "nonsense of one", "no");
		this.desk.handOver(Desk.text(null), "alike " + this.id, "no");
		this.desk.handOver(Desk.text(null), "alike " + this.id, "no");

		await().atMost(Desk.PATIENCE).untilAsserted(() -> {
			assertThat(this.api.get("/api/events?q=alike%20" + this.id).get("items")).hasSize(2);
			assertThat(only("attempts").asInt()).isEqualTo(2);
		});
	}

	@Test
	void tellsOfWhatTheBrokerHasDeadLettered() throws Exception {
		String queue = this.desk.queue() + "-limited";
		this.desk.channel()
			.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum", "x-delivery-limit", 1,
					"x-dead-letter-exchange", "workflow", "x-dead-letter-routing-key", "workflow.events"));
		this.desk.channel().basicPublish("", queue, Desk.json(this.id), "{}".getBytes());
		await().atMost(Desk.PATIENCE).until(() -> {
			GetResponse got = this.desk.channel().basicGet(queue, false);
			if (got != null) {
				this.desk.channel().basicReject(got.getEnvelope().getDeliveryTag(), true);
			}
			return !this.api.get("/api/events?q=" + this.id).get("items").isEmpty();
		});

		JsonNode event = waiting();

		assertThat(event.get("cause").stringValue()).isEqualTo("DELIVERY_LIMIT");
		assertThat(event.get("origin").get("queue").stringValue()).isEqualTo(queue);
		assertThat(event.get("origin").get("module").stringValue()).isEqualTo("thread-delegate");
		this.api.post("/api/events/" + event.get("id") + "/resend", "{\"version\":" + event.get("version") + "}");
		await().atMost(Desk.PATIENCE).until(() -> this.desk.channel().basicGet(queue, true) != null);
	}

	private JsonNode waiting() {
		await().atMost(Desk.PATIENCE).ignoreExceptions().until(() -> only("state").stringValue().equals("WAITING"));
		try {
			return this.api.get("/api/events?q=" + this.id).get("items").get(0);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private JsonNode only(String field) throws Exception {
		JsonNode items = this.api.get("/api/events?q=" + this.id).get("items");
		assertThat(items).hasSize(1);
		return items.get(0).get(field);
	}

	private java.util.List<String> history(long event) throws Exception {
		return this.api.get("/api/events/" + event + "/history")
			.valueStream()
			.map((each) -> each.get("action").stringValue())
			.toList();
	}

}
