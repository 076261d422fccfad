package dev.eventpatterns.workflowprocessor;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Groups, bulk actions, rules, the stream, and what the API refuses. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "spring.datasource.url=jdbc:h2:mem:workflow-api;MODE=PostgreSQL;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000")
@Import(TestLogin.class)
class ApiIT {

	private static int desks;

	@LocalServerPort
	private int port;

	private Api api;

	private Desk desk;

	@BeforeEach
	void openDesk(Broker broker) throws Exception {
		this.api = new Api(this.port, TestLogin.OPERATOR);
		Desk.awaitConsumer(broker, "workflow.events");
		this.desk = new Desk(broker, "ambulance.desk-" + ++desks);
	}

	@AfterEach
	void closeDesk() throws Exception {
		this.desk.close();
	}

	@Test
	void sendsAGroupBackInBulkAndTellsHowFarItHasGot() throws Exception {
		JsonNode group = groupOf(1_200);

		HttpResponse<String> accepted = this.api.post("/api/bulk",
				"{\"action\":\"resend\",\"filter\":{\"group\":" + group.get("id") + "}}");

		assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
		String job = accepted.headers().firstValue("Location").orElseThrow();
		await().atMost(Desk.PATIENCE).until(() -> this.api.get(job).get("state").stringValue().equals("DONE"));
		assertThat(this.api.get(job).get("done").asInt()).isEqualTo(1_200);
		assertThat(this.api.get(job).get("total").asInt()).isEqualTo(1_200);
		assertThat(this.desk.channel().queueDeclarePassive(this.desk.queue()).getMessageCount()).isEqualTo(1_200);
		assertThat(group().get("counts").get("RESENT").asInt()).isEqualTo(1_200);
		assertThat(group().get("waiting").asInt()).isZero();
	}

	@Test
	void keepsInBulkWhatNoQueueTakesAndDiscardsWithAReason() throws Exception {
		JsonNode group = groupOf(30);
		this.desk.channel().queueDelete(this.desk.queue());

		JsonNode failed = run("{\"action\":\"resend\",\"filter\":{\"group\":" + group.get("id") + "}}");

		assertThat(failed.get("failed").asInt()).isEqualTo(30);
		assertThat(group().get("waiting").asInt()).isEqualTo(30);
		String discard = "{\"action\":\"discard\",\"filter\":{\"group\":" + group.get("id") + "}";
		assertThat(this.api.post("/api/bulk", discard + "}").statusCode()).isEqualTo(422);
		assertThat(run(discard + ",\"reason\":\"a test\"}").get("done").asInt()).isEqualTo(30);
		assertThat(group().get("counts").get("DISCARDED").asInt()).isEqualTo(30);
	}

	@Test
	void handsOutAGroupLineByLine() throws Exception {
		JsonNode group = groupOf(250);

		String lines = new String(this.api.download("/api/groups/" + group.get("id").stringValue() + "/export").body(),
				StandardCharsets.UTF_8);

		assertThat(lines.lines()).hasSize(250).allSatisfy((line) -> {
			JsonNode event = Api.JSON.readTree(line);
			assertThat(event.get("body").stringValue()).startsWith("nonsense");
			assertThat(event.get("event").get("origin").get("queue").stringValue()).isEqualTo(this.desk.queue());
		});
	}

	@Test
	void triesARuleWithoutDoingAnythingAndSwitchesItOff() throws Exception {
		assertThat(this.api.call("PUT", "/api/rules/unit", "{\"enabled\":false}").body()).contains("\"enabled\":false");
		try {
			this.desk.handOver(Desk.text("dry-run"), "BUY,AAPL,206 shares", "quantity: must be plain");
			await().atMost(Desk.PATIENCE).until(() -> this.api.get("/api/events?q=dry-run").get("items").size() == 1);

			JsonNode dryRun = Api.JSON.readTree(this.api.post("/api/rules/unit/try", "{\"q\":\"dry-run\"}").body());

			assertThat(dryRun.get("mended").asInt()).isEqualTo(1);
			assertThat(dryRun.get("changes").get(0).get("after").stringValue()).isEqualTo("BUY,AAPL,206");
			assertThat(this.api.get("/api/events?q=dry-run").get("items").get(0).get("state").stringValue())
				.isEqualTo("WAITING");
			assertThat(this.desk.isEmpty()).isTrue();
		}
		finally {
			this.api.call("PUT", "/api/rules/unit", "{\"enabled\":true}");
		}
		assertThat(this.api.call("PUT", "/api/rules/none", "{\"enabled\":true}").statusCode()).isEqualTo(404);
	}

	@Test
	void tellsListenersWhatArrives() throws Exception {
		List<String> heard = new CopyOnWriteArrayList<>();
		HttpResponse<InputStream> stream = HttpClient.newHttpClient()
			.send(this.api.request("/api/stream").timeout(Desk.PATIENCE).build(),
					HttpResponse.BodyHandlers.ofInputStream());
		Thread reader = new Thread(() -> {
			try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body()))) {
				lines.lines().forEach(heard::add);
			}
			catch (Exception ex) {
				// Closed.
			}
		});
		reader.setDaemon(true);
		reader.start();
		await().atMost(Desk.PATIENCE).until(() -> heard.contains("event:counts"));

		groupOf(3);

		await().atMost(Desk.PATIENCE).until(() -> heard.contains("event:arrived"));
		stream.body().close();
	}

	@Test
	void tellsOnTheControlExchangeHowManyWait(Broker broker) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			String queue = channel.queueDeclare().getQueue();
			channel.queueBind(queue, "control", "workflow-processor.inbox");
			List<JsonNode> told = new CopyOnWriteArrayList<>();
			channel.basicConsume(queue, true, (tag, message) -> told.add(Api.JSON.readTree(message.getBody())),
					(tag) -> {
					});

			groupOf(4);

			await().atMost(Desk.PATIENCE).until(() -> !told.isEmpty());
			JsonNode event = told.get(0);
			assertThat(event.get("channel").stringValue()).isEqualTo("workflow.events");
			assertThat(event.get("kind").stringValue()).isEqualTo("inbox");
			await().atMost(Desk.PATIENCE)
				.until(() -> told.get(told.size() - 1).get("to").asLong() == this.api.get("/api/groups")
					.valueStream()
					.mapToLong((group) -> group.get("waiting").asLong())
					.sum());
		}
	}

	@Test
	void refusesWhatIsNotWellMadeAndSaysWhy() throws Exception {
		this.desk.handOver(Desk.text("refusals"), "nonsense", "no");
		await().atMost(Desk.PATIENCE).until(() -> this.api.get("/api/events?q=refusals").get("items").size() == 1);
		String path = "/api/events/" + this.api.get("/api/events?q=refusals").get("items").get(0).get("id");

		assertThat(this.api.post(path + "/discard", "{\"version\":1,\"reason\":\" \"}").statusCode()).isEqualTo(422);
		assertThat(this.api.post(path + "/discard", "{\"reason\":\"x\"}").body()).contains("version");
		assertThat(this.api.post(path + "/restore", "{\"version\":1}").statusCode()).isEqualTo(409);
		assertThat(this.api.post("/api/events/999999999/restore", "{\"version\":1}").statusCode()).isEqualTo(404);
		assertThat(this.api.send(this.api.request("/api/events?state=NONE").build()).statusCode()).isEqualTo(400);
		assertThat(this.api.post("/api/bulk", "{\"action\":\"drop\",\"filter\":{}}").statusCode()).isEqualTo(422);
		JsonNode verdict = Api.JSON.readTree(this.api.post(path + "/check", "{\"body\":\"BUY,AAPL,x\"}").body());
		assertThat(verdict.get("valid").asBoolean()).isFalse();
		assertThat(verdict.get("problems").get(0).get("field").stringValue()).isEqualTo("quantity");
		assertThat(this.api.post(path + "/check", "{\"body\":\"BUY,AAPL,206\"}").body()).contains("\"valid\":true");
	}

	@Test
	void documentsEveryCallAndNoOther(
			@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings)
			throws Exception {
		Set<String> served = new TreeSet<>();
		mappings.getHandlerMethods().keySet().forEach((mapping) -> mapping.getPatternValues().forEach((path) -> {
			if (path.startsWith("/api/")) {
				mapping.getMethodsCondition().getMethods().forEach((method) -> served.add(method + " " + path));
			}
		}));
		Set<String> documented = new TreeSet<>();
		try (InputStream document = new ClassPathResource("static/openapi.yaml").getInputStream()) {
			Map<String, Map<String, Map<String, Object>>> openapi = new Yaml().load(document);
			openapi.get("paths")
				.forEach((path, calls) -> calls.keySet()
					.stream()
					.filter((call) -> !call.equals("parameters"))
					.forEach((call) -> documented.add(call.toUpperCase(java.util.Locale.ROOT) + " " + path)));
		}

		assertThat(documented).isEqualTo(served);
	}

	private JsonNode groupOf(int events) throws Exception {
		for (int i = 0; i < events; i++) {
			this.desk.publish(Desk.text(null), ("nonsense " + i).getBytes(StandardCharsets.UTF_8), "body: is nonsense");
		}
		this.desk.channel().waitForConfirmsOrDie(Desk.PATIENCE.toMillis());
		await().atMost(Desk.PATIENCE).ignoreExceptions().until(() -> group().get("total").asInt() == events);
		return group();
	}

	private JsonNode group() throws Exception {
		List<JsonNode> groups = new ArrayList<>();
		this.api.get("/api/groups").forEach((group) -> {
			if (this.desk.queue().equals(group.get("queue").stringValue(""))) {
				groups.add(group);
			}
		});
		assertThat(groups).hasSize(1);
		return groups.get(0);
	}

	private JsonNode run(String job) throws Exception {
		HttpResponse<String> accepted = this.api.post("/api/bulk", job);
		assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
		String path = accepted.headers().firstValue("Location").orElseThrow();
		await().atMost(Desk.PATIENCE).until(() -> this.api.get(path).get("state").stringValue().equals("DONE"));
		return this.api.get(path);
	}

}
