package dev.eventpatterns.watchnotification;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.PostgresLab;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.watchnotification.WatchFixtures.PATIENCE;
import static dev.eventpatterns.watchnotification.WatchFixtures.address;
import static dev.eventpatterns.watchnotification.WatchFixtures.get;
import static dev.eventpatterns.watchnotification.WatchFixtures.port;
import static dev.eventpatterns.watchnotification.WatchFixtures.queue;
import static dev.eventpatterns.watchnotification.WatchFixtures.ready;
import static dev.eventpatterns.watchnotification.WatchFixtures.request;
import static dev.eventpatterns.watchnotification.WatchFixtures.send;
import static dev.eventpatterns.watchnotification.WatchFixtures.server;
import static dev.eventpatterns.watchnotification.WatchFixtures.set;
import static dev.eventpatterns.watchnotification.WatchFixtures.state;
import static dev.eventpatterns.watchnotification.WatchFixtures.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A database that goes away and comes back. */
@WithRabbitLab
class DatabaseIT {

	@Test
	void changesNothingWhileItsDatabaseIsAwayAndGoesOnWhenItIsBack(Broker broker, @TempDir Path folder)
			throws Exception {
		try (PostgresLab postgres = PostgresLab.startIfInstalled().orElseGet(() -> {
			System.out.println("Skipped: " + PostgresLab.HOW_TO_GET_IT);
			return Assumptions.abort(PostgresLab.HOW_TO_GET_IT);
		}); ConfigurableApplicationContext context = server(broker, folder, properties(postgres))) {
			int server = port(context);
			queue(broker, "q.database");
			watch(server, "one", "k", address(broker), "q.database");
			set(server, "k", "before");
			await().atMost(PATIENCE).until(() -> state(server, "one").equals("CURRENT"));

			postgres.kill();

			HttpResponse<String> refused = put(server, "while it is away");
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.body()).contains("Try again").doesNotContain("Exception");
			assertThat(watch(server, "two", "k", address(broker), "q.two").statusCode()).isEqualTo(503);
			assertThat(send(request(server, "/watches/one").DELETE()).statusCode()).isEqualTo(503);
			assertThat(get(server, "/config/k").body()).contains("before").contains("\"revision\":1");
			assertThat(state(server, "one")).isEqualTo("CURRENT");
			assertThat(state(server, "two")).isEqualTo("NONE");

			postgres.restart();

			await().atMost(PATIENCE).until(() -> put(server, "when it is back").statusCode() == 200);
			await().atMost(PATIENCE).until(() -> state(server, "one").equals("CURRENT"));
			assertThat(ready(broker, "q.database")).isEqualTo(2);
		}
	}

	private static String[] properties(PostgresLab postgres) {
		List<String> properties = new ArrayList<>(
				List.of("watch-notification.lease=10m", "spring.datasource.hikari.connection-timeout=1000"));
		postgres.springProperties(postgres.createDatabase())
			.forEach((name, value) -> properties.add(name + "=" + value));
		return properties.toArray(String[]::new);
	}

	private static HttpResponse<String> put(int server, String value) throws Exception {
		return send(request(server, "/config/k").header("Content-Type", "text/plain")
			.PUT(HttpRequest.BodyPublishers.ofString(value)));
	}

}
