package dev.eventpatterns.blueprint;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.channelmonitor.ChannelMonitorApplication;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.blueprint.BlueprintFixtures.PATIENCE;
import static dev.eventpatterns.blueprint.BlueprintFixtures.orders;
import static dev.eventpatterns.blueprint.BlueprintFixtures.port;
import static dev.eventpatterns.blueprint.BlueprintFixtures.post;
import static dev.eventpatterns.blueprint.BlueprintFixtures.read;
import static dev.eventpatterns.blueprint.BlueprintFixtures.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Supervisor and flow controller hear of the channels from another process, which goes
 * away.
 */
@WithRabbitLab
class RemoteMonitorIT {

	@Test
	void keepsItsDelegatesWhileItHearsNothingAndDecidesAgainWhenItDoes(Broker broker, @TempDir Path folder)
			throws Exception {
		Broker own = broker.withVirtualHost("remote");
		try (ConfigurableApplicationContext blueprint = start(BlueprintApplication.class, own, "--blueprint.work=10ms",
				"--blueprint.monitor=remote", "--supervisor-consumer.keep-alive=1s",
				"--spring.datasource.url=jdbc:h2:mem:remote;MODE=PostgreSQL",
				"--producer-control-flow.buffer.folder=" + folder.resolve("buffer"))) {
			int port = port(blueprint);
			try (ConfigurableApplicationContext monitor = monitor(own)) {
				post(port, "/orders", orders(31, 3_000, 100));
				await().atMost(PATIENCE).until(() -> (int) read(port, "/supervisor", "target") > 4);
			}

			await().atMost(PATIENCE).until(() -> reason(port).startsWith("the channel was last seen"));
			int kept = read(port, "/supervisor", "target");
			post(port, "/orders", orders(32, 1_000, 100));
			await().atMost(PATIENCE).until(() -> (int) read(port, "/books", "orders") == 4_000);
			assertThat((int) read(port, "/supervisor", "target")).isEqualTo(kept).isGreaterThan(2);

			try (ConfigurableApplicationContext back = monitor(own)) {
				await().atMost(PATIENCE).until(() -> (int) read(port, "/supervisor", "target") == 2);
			}
			assertThat((int) read(port, "/books", "overtaken")).isZero();
		}
	}

	private static String reason(int port) throws Exception {
		return String.valueOf((Object) read(port, "/supervisor", "reason"));
	}

	private static ConfigurableApplicationContext monitor(Broker broker) {
		return start(ChannelMonitorApplication.class, broker, "--spring.config.name=channel-monitor",
				"--channel-monitor.queues=blueprint.orders", "--channel-monitor.interval=100ms");
	}

}
