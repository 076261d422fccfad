package dev.eventpatterns.watchnotification;

import java.nio.file.Path;
import java.util.List;

import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.watchnotification.WatchFixtures.PATIENCE;
import static dev.eventpatterns.watchnotification.WatchFixtures.address;
import static dev.eventpatterns.watchnotification.WatchFixtures.drain;
import static dev.eventpatterns.watchnotification.WatchFixtures.metric;
import static dev.eventpatterns.watchnotification.WatchFixtures.port;
import static dev.eventpatterns.watchnotification.WatchFixtures.queue;
import static dev.eventpatterns.watchnotification.WatchFixtures.server;
import static dev.eventpatterns.watchnotification.WatchFixtures.service;
import static dev.eventpatterns.watchnotification.WatchFixtures.set;
import static dev.eventpatterns.watchnotification.WatchFixtures.state;
import static dev.eventpatterns.watchnotification.WatchFixtures.text;
import static dev.eventpatterns.watchnotification.WatchFixtures.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A service's broker that is killed or hangs, and a server that comes late. */
@WithRabbitLab(ownNode = true)
class FaultsIT {

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Test
	void tellsTheLatestWhenTheServicesBrokerIsBack(Broker broker, @TempDir Path folder) throws Exception {
		try (ConfigurableApplicationContext context = server(broker, folder, "watch-notification.lease=10m",
				"watch-notification.visits.handshake-timeout=500ms", "watch-notification.retry.longest=300ms",
				"watch-notification.retry.probe=500ms", "watch-notification.visits.confirm-timeout=500ms",
				"watch-notification.visits.connect-timeout=500ms")) {
			int server = port(context);
			queue(broker, "q.back");
			watch(server, "back", "key", address(broker), "q.back");
			set(server, "key", "before");
			await().atMost(PATIENCE).until(() -> state(server, "back").equals("CURRENT"));

			broker.kill();
			set(server, "key", "while it is away");
			await().atMost(PATIENCE)
				.until(() -> metric(server, "watch_notification_failures_total{reason=\"unreachable\"}") >= 2);
			set(server, "key", "and again");
			broker.restart();

			await().atMost(PATIENCE).until(() -> state(server, "back").equals("CURRENT"));
			List<GetResponse> notices = drain(broker, "q.back");
			GetResponse last = notices.get(notices.size() - 1);
			assertThat(text(last, "$.value")).isEqualTo("and again");
			assertThat(text(last, "$.skipped")).isEqualTo("1");

			broker.freeze();
			try {
				set(server, "key", "into a frozen one");
				await().atMost(PATIENCE)
					.until(() -> metric(server, "watch_notification_failures_total{reason=\"no-answer\"}") >= 2);
			}
			finally {
				broker.thaw();
			}
			await().atMost(PATIENCE).until(() -> state(server, "back").equals("CURRENT"));
			await().atMost(PATIENCE).until(() -> metric(server, "watch_notification_connections") == 0);
		}
	}

	@Test
	void goesOnWithServicesThatWereThereBeforeTheServer(Broker broker, @TempDir Path folder) throws Exception {
		int port;
		try (ConfigurableApplicationContext first = server(broker, folder, "watch-notification.lease=2s")) {
			port = port(first);
			set(port, "greeting", "one");
		}
		try (ConfigurableApplicationContext early = service(broker, "early", port, Nothing.class)) {
			await().atMost(PATIENCE)
				.until(() -> metric(port(early), "watch_notification_registrations_total{outcome=\"failed\"}") >= 2);

			try (ConfigurableApplicationContext late = server(broker, folder, "server.port=" + port,
					"watch-notification.lease=2s")) {
				await().atMost(PATIENCE).until(() -> revision(early) == 1);
				set(port, "greeting", "two");
				await().atMost(PATIENCE).until(() -> revision(early) == 2);
				assertThat(late.isRunning()).isTrue();
			}
			// The server has lost its past: it counts from the beginning again.
			try (ConfigurableApplicationContext other = server(broker, folder.resolve("empty"), "server.port=" + port,
					"watch-notification.lease=2s")) {
				set(port, "greeting", "a new beginning");
				await().atMost(PATIENCE)
					.until(() -> WatchFixtures.<String>read(port(early), "/value", "$.value")
						.equals("a new beginning"));
				assertThat(revision(early)).isEqualTo(1);
				assertThat(WatchFixtures.<List<?>>read(port, "/watches", "$[*]")).hasSizeLessThanOrEqualTo(1);
				assertThat(other.isRunning()).isTrue();
			}
		}
	}

	private static int revision(ConfigurableApplicationContext service) throws Exception {
		return WatchFixtures.read(port(service), "/value", "$.revision");
	}

}
