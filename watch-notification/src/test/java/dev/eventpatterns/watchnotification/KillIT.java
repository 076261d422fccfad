package dev.eventpatterns.watchnotification;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.PostgresLab;
import dev.eventpatterns.lab.TcpFaultProxy;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.watchnotification.WatchFixtures.PATIENCE;
import static dev.eventpatterns.watchnotification.WatchFixtures.drain;
import static dev.eventpatterns.watchnotification.WatchFixtures.onChannel;
import static dev.eventpatterns.watchnotification.WatchFixtures.queue;
import static dev.eventpatterns.watchnotification.WatchFixtures.set;
import static dev.eventpatterns.watchnotification.WatchFixtures.text;
import static dev.eventpatterns.watchnotification.WatchFixtures.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A server that is killed while it tells its services, on both of its databases. */
@WithRabbitLab
class KillIT {

	private static final int SERVICES = 30;

	@Test
	void tellsEveryServiceThoughKilledInTheMiddleWithH2(Broker broker, @TempDir Path folder) throws Exception {
		tellsEveryService(broker.withVirtualHost("kill-h2"), folder, List.of("--DATA_FOLDER=" + folder));
	}

	@Test
	void tellsEveryServiceThoughKilledInTheMiddleWithPostgres(Broker broker, @TempDir Path folder) throws Exception {
		try (PostgresLab postgres = PostgresLab.startIfInstalled().orElseGet(() -> {
			System.out.println("Skipped: " + PostgresLab.HOW_TO_GET_IT);
			return Assumptions.abort(PostgresLab.HOW_TO_GET_IT);
		})) {
			List<String> database = new ArrayList<>();
			postgres.springProperties(postgres.createDatabase())
				.forEach((name, value) -> database.add("--" + name + "=" + value));
			tellsEveryService(broker.withVirtualHost("kill-postgres"), folder, database);
		}
	}

	private void tellsEveryService(Broker broker, Path folder, List<String> database) throws Exception {
		try (TcpFaultProxy proxy = TcpFaultProxy.to(broker.host(), broker.port())) {
			// A connection for each notice, and each takes its time.
			proxy.delay(Duration.ofMillis(40));
			List<String> arguments = new ArrayList<>(database);
			arguments.addAll(List.of("--watch-notification.visits.notices-per-connection=1",
					"--watch-notification.credentials[0].address=amqp://127.0.0.1:" + proxy.port(),
					"--watch-notification.credentials[0].username=" + broker.username(),
					"--watch-notification.credentials[0].password=" + broker.password()));
			long revision;
			try (ServerInOwnProcess server = ServerInOwnProcess.start(folder.resolve("first.log"), arguments)) {
				for (int i = 0; i < SERVICES; i++) {
					queue(broker, "q." + i);
					String address = "amqp://127.0.0.1:" + proxy.port() + "/" + broker.virtualHost();
					assertThat(watch(server.port(), "s" + i, "k", address, "q." + i).statusCode()).isEqualTo(201);
				}
				revision = set(server.port(), "k", "after the kill, too");
				await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> told(broker) >= 3);
				server.kill();
			}
			int before = told(broker);
			assertThat(before).as("it was killed in the middle").isLessThan(SERVICES);

			proxy.heal();
			try (ServerInOwnProcess server = ServerInOwnProcess.start(folder.resolve("second.log"), arguments)) {
				await().atMost(PATIENCE).until(() -> told(broker) == SERVICES);
				assertThat(WatchFixtures.<Number>read(server.port(), "/config/k", "$.revision").longValue())
					.isEqualTo(revision);
				await().atMost(PATIENCE)
					.until(() -> WatchFixtures.<List<?>>read(server.port(), "/watches?state=CURRENT", "$[*]")
						.size() == SERVICES);
			}
			int notices = 0;
			for (int i = 0; i < SERVICES; i++) {
				List<GetResponse> found = drain(broker, "q." + i);
				notices += found.size();
				assertThat(found)
					.allSatisfy((notice) -> assertThat(text(notice, "$.value")).isEqualTo("after the kill, too"));
			}
			assertThat(notices - SERVICES).as("told twice: those whose tick was not stored")
				.isLessThanOrEqualTo(before);
		}
	}

	private static int told(Broker broker) throws Exception {
		AtomicInteger told = new AtomicInteger();
		onChannel(broker, (channel) -> {
			for (int i = 0; i < SERVICES; i++) {
				told.addAndGet((channel.messageCount("q." + i) > 0) ? 1 : 0);
			}
		});
		return told.get();
	}

}
