package dev.eventpatterns.workflowprocessor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.TcpFaultProxy;
import dev.eventpatterns.lab.WithRabbitLab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The process is killed wherever it hurts, and nothing is lost or done twice unsaid. */
@WithRabbitLab
class KillIT {

	/** Small batches, so that a kill meets some between commit and acknowledgement. */
	private static final String SMALL = "workflow-processor.batch.size=20";

	@Test
	void losesNoneOfManyEventsAndStoresEachOnceWhenKilledAgainAndAgain(Broker broker, @TempDir Path folder)
			throws Exception {
		Broker host = broker.withVirtualHost("killed-while-storing");
		int events = 2_000;
		int sent = 0;
		for (int run = 0; run < 2; run++) {
			try (ServiceInOwnProcess service = ServiceInOwnProcess.start(host, folder, "kill-" + run, SMALL);
					Desk desk = desk(host)) {
				Desk.awaitConsumer(host, "workflow.events");
				Api api = new Api(service.port(), TestLogin.OPERATOR);
				for (int i = 0; i < events / 2; i++) {
					// No id, and all alike but for a number: nothing but the delivery
					// tells them apart.
					desk.publish(Desk.text(null), ("nonsense " + sent++ % 50).getBytes(StandardCharsets.UTF_8), "no");
				}
				desk.channel().waitForConfirmsOrDie(Desk.PATIENCE.toMillis());
				int atLeast = run * (events / 2) + 100;
				await().atMost(Desk.PATIENCE).until(() -> total(api) >= atLeast);
				service.kill();
			}
		}
		try (ServiceInOwnProcess service = ServiceInOwnProcess.start(host, folder, "after", SMALL);
				Desk desk = desk(host)) {
			Api api = new Api(service.port(), TestLogin.OPERATOR);
			await().atMost(Desk.PATIENCE).until(() -> total(api) >= events);
			await().atMost(Desk.PATIENCE)
				.until(() -> desk.channel().queueDeclarePassive("workflow.events").getMessageCount() == 0);
			assertThat(total(api)).isEqualTo(events);
		}
	}

	@Test
	void saysThatAResendIsInDoubtWhenKilledBeforeTheConfirm(Broker broker, @TempDir Path folder) throws Exception {
		Broker host = broker.withVirtualHost("killed-while-sending");
		String[] quick = { "workflow-processor.confirm-timeout=1s" };
		try (TcpFaultProxy proxy = TcpFaultProxy.to(host.host(), host.port()); Desk desk = desk(host)) {
			JsonNode event;
			try (ServiceInOwnProcess service = ServiceInOwnProcess.start(host, folder, "before",
					"spring.rabbitmq.port=" + proxy.port(), "workflow-processor.confirm-timeout=60s")) {
				Desk.awaitConsumer(host, "workflow.events");
				Api api = new Api(service.port(), TestLogin.OPERATOR);
				desk.handOver(Desk.text("o-1"), "nonsense", "no");
				await().atMost(Desk.PATIENCE).until(() -> total(api) == 1);
				event = api.get("/api/events").get("items").get(0);
				String path = "/api/events/" + event.get("id");
				// The connection for sending is opened by a first resend, which comes
				// back.
				assertThat(api.post(path + "/resend", "{\"version\":1}").statusCode()).isEqualTo(200);
				desk.handBack(desk.take(), "no");
				await().atMost(Desk.PATIENCE).until(() -> total(api) == 2);
				event = api.get("/api/events?state=WAITING").get("items").get(0);
				String second = "/api/events/" + event.get("id");
				proxy.blackHole();
				Thread resend = new Thread(() -> {
					try {
						api.post(second + "/resend", "{\"version\":1}");
					}
					catch (Exception ex) {
						// Killed.
					}
				});
				resend.start();
				await().atMost(Desk.PATIENCE).until(() -> api.get(second).get("state").stringValue().equals("SENDING"));
				service.kill();
				resend.join();
			}
			try (ServiceInOwnProcess service = ServiceInOwnProcess.start(host, folder, "after", quick)) {
				Desk.awaitConsumer(host, "workflow.events");
				Api api = new Api(service.port(), TestLogin.OPERATOR);
				String path = "/api/events/" + event.get("id");
				await().atMost(Desk.PATIENCE).until(() -> api.get(path).get("state").stringValue().equals("UNCERTAIN"));
				assertThat(api.get(path).get("warnings").toString()).contains("may have been sent back already");
				int version = api.get(path).get("version").asInt();
				assertThat(api.post(path + "/resend", "{\"version\":" + version + "}").statusCode()).isEqualTo(409);
				assertThat(api.post(path + "/resend", "{\"version\":" + version + ",\"confirmedDuplicate\":true}")
					.statusCode()).isEqualTo(200);
				assertThat(desk.take().getProps().getMessageId()).isEqualTo("o-1");
			}
		}
	}

	@Test
	void repairsEachEventAndSaysWhichAreInDoubtWhenKilledWhileRepairing(Broker broker, @TempDir Path folder)
			throws Exception {
		Broker host = broker.withVirtualHost("killed-while-repairing");
		int events = 1_000;
		try (Desk desk = desk(host)) {
			Set<String> arrived = new HashSet<>();
			try (ServiceInOwnProcess service = ServiceInOwnProcess.start(host, folder, "before", SMALL)) {
				Desk.awaitConsumer(host, "workflow.events");
				for (int i = 0; i < events; i++) {
					desk.publish(Desk.text("o-" + i), "BUY,AAPL,206 shares".getBytes(StandardCharsets.UTF_8), "no");
				}
				desk.channel().waitForConfirmsOrDie(Desk.PATIENCE.toMillis());
				arrived.add(desk.take().getProps().getMessageId());
				service.kill();
			}
			try (ServiceInOwnProcess service = ServiceInOwnProcess.start(host, folder, "after",
					"workflow-processor.confirm-timeout=1s")) {
				Desk.awaitConsumer(host, "workflow.events");
				Api api = new Api(service.port(), TestLogin.OPERATOR);
				await().atMost(Desk.PATIENCE).until(() -> count(api, "REPAIRED") + count(api, "UNCERTAIN") == events);
				for (GetResponse next = desk.channel().basicGet(desk.queue(), true); next != null; next = desk.channel()
					.basicGet(desk.queue(), true)) {
					arrived.add(next.getProps().getMessageId());
				}
				// What has not arrived is among those that are said to be in doubt.
				assertThat(arrived.size() + count(api, "UNCERTAIN")).isGreaterThanOrEqualTo(events);
				assertThat((long) arrived.size()).isGreaterThanOrEqualTo(count(api, "REPAIRED"));
			}
		}
	}

	private static Desk desk(Broker broker) throws Exception {
		return new Desk(broker, "thread-delegate.orders-of-a-test");
	}

	private static long total(Api api) throws Exception {
		return api.get("/api/groups").valueStream().mapToLong((group) -> group.get("total").asLong()).sum();
	}

	private static long count(Api api, String state) throws Exception {
		return api.get("/api/groups")
			.valueStream()
			.mapToLong((group) -> group.get("counts").has(state) ? group.get("counts").get(state).asLong() : 0)
			.sum();
	}

}
