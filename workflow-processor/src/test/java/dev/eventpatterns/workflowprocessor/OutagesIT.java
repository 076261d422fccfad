package dev.eventpatterns.workflowprocessor;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.h2.tools.Server;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.PostgresLab;
import dev.eventpatterns.lab.TcpFaultProxy;
import dev.eventpatterns.lab.WithRabbitLab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The broker, and each of the databases, go away and come back. */
@WithRabbitLab(ownNode = true)
class OutagesIT {

	@Test
	void holdsWhatItCannotCommitToH2AndGoesOnWhenItIsBack(Broker broker, @TempDir Path folder) throws Exception {
		Server h2 = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString()).start();
		try (TcpFaultProxy proxy = TcpFaultProxy.to("127.0.0.1", h2.getPort())) {
			String url = "jdbc:h2:tcp://127.0.0.1:" + proxy.port()
					+ "/./store;MODE=PostgreSQL;WRITE_DELAY=0;DB_CLOSE_DELAY=-1";

			holdsAndGoesOn(broker.withVirtualHost("workflow-on-h2"), Map.of("spring.datasource.url", url), proxy::cut,
					proxy::heal);
		}
		finally {
			h2.stop();
		}
	}

	@Test
	void holdsWhatItCannotCommitToPostgresAndGoesOnWhenItIsBack(Broker broker) throws Exception {
		try (PostgresLab postgres = postgres()) {
			holdsAndGoesOn(broker.withVirtualHost("workflow-on-postgres"),
					postgres.springProperties(postgres.createDatabase()), postgres::kill, postgres::restart);
		}
	}

	private static PostgresLab postgres() {
		return PostgresLab.startIfInstalled().orElseGet(() -> {
			System.out.println("Skipped: " + PostgresLab.HOW_TO_GET_IT);
			return Assumptions.abort(PostgresLab.HOW_TO_GET_IT);
		});
	}

	private static void holdsAndGoesOn(Broker broker, Map<String, String> database, Runnable takeAway,
			Runnable bringBack) throws Exception {
		try (ConfigurableApplicationContext service = start(broker, database);
				Desk desk = new Desk(broker, "thread-delegate.orders")) {
			Desk.awaitConsumer(broker, "workflow.events");
			Api api = api(service);
			handOver(desk, "before", 300);
			await().atMost(Desk.PATIENCE).until(() -> total(api) == 300);

			takeAway.run();
			handOver(desk, "during", 500);
			// Delivered and not acknowledged: if the process died now, the broker had
			// them all.
			await().atMost(Desk.PATIENCE)
				.until(() -> desk.channel().queueDeclarePassive("workflow.events").getMessageCount() == 0);
			assertThat(api.send(api.request("/api/groups").build()).statusCode()).isEqualTo(503);
			bringBack.run();

			await().atMost(Desk.PATIENCE).ignoreExceptions().until(() -> total(api) >= 800);
			assertThat(total(api)).isEqualTo(800);
		}
		try (Desk desk = new Desk(broker, "thread-delegate.orders")) {
			assertThat(desk.channel().queueDeclarePassive("workflow.events").getMessageCount()).isZero();
		}
	}

	@Test
	void goesOnWhenTheBrokerIsBackAndSendsNothingWhileItIsAway(Broker broker) throws Exception {
		Map<String, String> database = Map.of("spring.datasource.url",
				"jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
		try (ConfigurableApplicationContext service = start(broker, database)) {
			Desk.awaitConsumer(broker, "workflow.events");
			Api api = api(service);
			try (Desk desk = new Desk(broker, "thread-delegate.orders")) {
				handOver(desk, "before", 100);
				await().atMost(Desk.PATIENCE).until(() -> total(api) == 100);
			}
			long id = api.get("/api/events").get("items").get(0).get("id").asLong();
			letQueuesGrowOld();

			broker.kill();
			HttpResponse<String> answer = api.post("/api/events/" + id + "/resend", "{\"version\":1}");
			broker.restart();

			assertThat(answer.statusCode()).as(answer.body()).isIn(502, 503);
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(api.get("/api/events/" + id).get("state").stringValue()).isIn("WAITING", "UNCERTAIN");
			try (Desk desk = new Desk(broker, "thread-delegate.orders")) {
				Desk.awaitConsumer(broker, "workflow.events");
				handOver(desk, "after", 100);
				await().atMost(Desk.PATIENCE).until(() -> total(api) == 200);
				await().atMost(Desk.PATIENCE).untilAsserted(() -> resend(api, id));
				assertThat(Desk.body(desk.take())).startsWith("nonsense");
			}
		}
	}

	/**
	 * A node does not remember a quorum queue, or remembers half of it, that it is killed
	 * too soon after: it takes no messages then, and never confirms one.
	 */
	private static void letQueuesGrowOld() {
		await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
	}

	private static void resend(Api api, long id) throws Exception {
		int version = api.get("/api/events/" + id).get("version").asInt();
		HttpResponse<String> answer = api.post("/api/events/" + id + "/resend",
				"{\"version\":" + version + ",\"confirmedDuplicate\":true}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
	}

	private static void handOver(Desk desk, String name, int events) throws Exception {
		for (int i = 0; i < events; i++) {
			desk.publish(Desk.text(null), ("nonsense " + name).getBytes(StandardCharsets.UTF_8), "no");
		}
		desk.channel().waitForConfirmsOrDie(Desk.PATIENCE.toMillis());
	}

	private static ConfigurableApplicationContext start(Broker broker, Map<String, String> database) {
		List<String> properties = new ArrayList<>(List.of("--server.port=0"));
		broker.springProperties().forEach((name, value) -> properties.add("--" + name + "=" + value));
		database.forEach((name, value) -> properties.add("--" + name + "=" + value));
		return SpringApplication.from(WorkflowProcessorApplication::main)
			.with(TestLogin.class)
			.run(properties.toArray(String[]::new))
			.getApplicationContext();
	}

	private static Api api(ConfigurableApplicationContext service) {
		return new Api(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")),
				TestLogin.OPERATOR);
	}

	private static long total(Api api) throws Exception {
		return api.get("/api/groups").valueStream().mapToLong((group) -> group.get("total").asLong()).sum();
	}

}
