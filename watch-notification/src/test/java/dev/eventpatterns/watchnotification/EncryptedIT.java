package dev.eventpatterns.watchnotification;

import java.nio.file.Path;
import java.util.List;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.watchnotification.WatchFixtures.PATIENCE;
import static dev.eventpatterns.watchnotification.WatchFixtures.port;
import static dev.eventpatterns.watchnotification.WatchFixtures.queue;
import static dev.eventpatterns.watchnotification.WatchFixtures.read;
import static dev.eventpatterns.watchnotification.WatchFixtures.ready;
import static dev.eventpatterns.watchnotification.WatchFixtures.server;
import static dev.eventpatterns.watchnotification.WatchFixtures.set;
import static dev.eventpatterns.watchnotification.WatchFixtures.state;
import static dev.eventpatterns.watchnotification.WatchFixtures.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Addresses that begin with amqps. */
@WithRabbitLab
class EncryptedIT {

	@Test
	void encryptsAndLooksWhoseCertificateItIs(Broker broker, @TempDir Path folder) throws Exception {
		SSLContext before = SSLContext.getDefault();
		try (TlsFront front = new TlsFront(broker, folder);
				ConfigurableApplicationContext context = server(broker, folder, "watch-notification.lease=10m",
						"watch-notification.credentials[1].address=amqps://localhost:" + front.port(),
						"watch-notification.credentials[1].username=" + broker.username(),
						"watch-notification.credentials[1].password=" + broker.password())) {
			int server = port(context);
			queue(broker, "q.encrypted");
			SSLContext.setDefault(front.context());
			watch(server, "named", "k", "amqps://localhost:" + front.port() + "/" + broker.virtualHost(),
					"q.encrypted");
			watch(server, "unnamed", "k", "amqps://127.0.0.1:" + front.port() + "/" + broker.virtualHost(),
					"q.encrypted");

			set(server, "k", "secret");

			await().atMost(PATIENCE).until(() -> state(server, "named").equals("CURRENT"));
			await().atMost(PATIENCE)
				.until(() -> WatchFixtures.<List<String>>read(server, "/watches?service=unnamed", "$[*].reason")
					.stream()
					.anyMatch((reason) -> reason != null && reason.startsWith("no encrypted connection")));
			assertThat(ready(broker, "q.encrypted")).isEqualTo(1);
		}
		finally {
			SSLContext.setDefault(before);
		}
	}

}
