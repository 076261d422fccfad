package dev.eventpatterns.ambulance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.GuardedProcess;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrder;

import static dev.eventpatterns.ambulance.AmbulanceFixtures.PRIORITY;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.STANDARD;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.onChannel;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.orders;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.processed;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.publish;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.ready;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Consumer processes are killed; what is counted is what other services saw. */
@WithRabbitLab
class CrashIT {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	private static final String READY = "Consuming from " + PRIORITY;

	@TempDir
	private Path folder;

	private int consumers;

	@Test
	void losesNothingOfEitherLaneWhenConsumersAreKilled(Broker broker) throws Exception {
		onChannel(broker, (channel) -> channel.exchangeDeclare(AmbulanceTopology.PROCESSED_EXCHANGE, "fanout", true));
		tap(broker);
		List<TradeOrder> many = orders("MANY", 600);
		List<TradeOrder> few = orders("FEW", 150);
		Set<String> seen = new HashSet<>();
		GuardedProcess consumer = consumer(broker);
		try {
			publish(broker, STANDARD, many);
			publish(broker, PRIORITY, few);
			for (int kill = 1; kill <= 2; kill++) {
				int enough = 50 * kill;
				await().atMost(PATIENCE).until(() -> see(broker, seen) >= enough);
				assertThat(seen).as("the kills come in the middle").hasSizeLessThan(600);
				consumer.kill();
				assertThat(ready(broker, STANDARD)).as("what waits for the next consumer").isPositive();
				consumer = consumer(broker);
			}

			await().atMost(PATIENCE).until(() -> see(broker, seen) >= 750);
		}
		finally {
			consumer.close();
		}

		assertThat(seen).containsExactlyInAnyOrderElementsOf(
				Stream.of(many, few).flatMap(List::stream).map((order) -> String.valueOf(order.orderId())).toList());
		await().atMost(PATIENCE).until(() -> ready(broker, STANDARD) + ready(broker, PRIORITY) == 0);
	}

	private static int see(Broker broker, Set<String> seen) throws Exception {
		for (JsonNode event : processed(broker)) {
			seen.add(event.path("orderId").asString());
		}
		return seen.size();
	}

	private GuardedProcess consumer(Broker broker) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), AmbulanceApplication.class.getName(),
						"--spring.profiles.active=consumer", "--server.port=0", "--ambulance.work=10ms"));
		broker.springProperties().forEach((name, value) -> command.add("--" + name + "=" + value));
		Path log = this.folder.resolve("consumer-" + this.consumers++ + ".log");
		GuardedProcess process = GuardedProcess.command(command).directory(this.folder).output(log).start();
		await().ignoreExceptions().atMost(PATIENCE).until(() -> Files.readString(log).contains(READY));
		return process;
	}

}
