package dev.eventpatterns.blueprint;

import java.nio.file.Path;

import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.blueprint.BlueprintFixtures.Tap;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.TcpFaultProxy;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.blueprint.BlueprintFixtures.PATIENCE;
import static dev.eventpatterns.blueprint.BlueprintFixtures.port;
import static dev.eventpatterns.blueprint.BlueprintFixtures.read;
import static dev.eventpatterns.blueprint.BlueprintFixtures.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How many delegates there may be, where two consumers share a database. */
@WithRabbitLab
class CapIT {

	@Test
	void holdsForWhicheverConsumerServes(Broker broker, @TempDir Path folder) throws Exception {
		Broker own = broker.withVirtualHost("cap");
		Tap decisions = Tap.decisions(own, "tap.cap");
		try (ConfigurableApplicationContext first = start(own, folder.resolve("first"));
				ConfigurableApplicationContext second = start(own, folder.resolve("second"))) {
			await().atMost(PATIENCE).until(() -> (boolean) read(port(first), "/supervisor", "serving"));

			send("PUT", port(second), "/supervisor", "{\"maxConsumers\":3}");

			await().atMost(PATIENCE).until(() -> (int) read(port(first), "/supervisor", "maxConsumers") == 3);
			await().atMost(PATIENCE).until(() -> decisions.of("kind").contains("cap"));
			first.close();
			await().atMost(PATIENCE).until(() -> (boolean) read(port(second), "/supervisor", "serving"));
			assertThat((int) read(port(second), "/supervisor", "maxConsumers")).isEqualTo(3);
			await().atMost(PATIENCE).until(() -> decisions.of("kind").stream().filter("cap"::equals).count() == 2);
		}
	}

	@Test
	void isNotChangedWhileTheDatabaseIsAway(Broker broker, @TempDir Path folder) throws Exception {
		Server h2 = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString()).start();
		try (TcpFaultProxy network = TcpFaultProxy.to("127.0.0.1", h2.getPort());
				ConfigurableApplicationContext consumer = start(broker.withVirtualHost("cap-away"), folder,
						"jdbc:h2:tcp://127.0.0.1:" + network.port() + "/./cap;MODE=PostgreSQL")) {
			int before = read(port(consumer), "/supervisor", "maxConsumers");
			network.cut();

			assertThat(send("PUT", port(consumer), "/supervisor", "{\"maxConsumers\":3}").statusCode()).isEqualTo(503);
			assertThat((int) read(port(consumer), "/supervisor", "maxConsumers")).isEqualTo(before);
		}
		finally {
			h2.stop();
		}
	}

	private static ConfigurableApplicationContext start(Broker broker, Path folder) {
		return start(broker, folder, "jdbc:h2:mem:cap;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
	}

	private static ConfigurableApplicationContext start(Broker broker, Path folder, String database) {
		return BlueprintFixtures.start(BlueprintApplication.class, broker, "--spring.profiles.active=consumer",
				"--spring.datasource.url=" + database, "--supervisor-consumer.interval=100ms",
				"--DATA_FOLDER=" + folder);
	}

}
