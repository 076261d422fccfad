package dev.eventpatterns.supervisorconsumer;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.Instance;

import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.ORDERS;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.PATIENCE;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.TAP;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.consumers;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.instance;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.orders;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.publish;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.ready;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.taken;
import static dev.eventpatterns.supervisorconsumer.SupervisorConsumerFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** As many consumers as there may be, in a heap of 512 MB. */
@WithRabbitLab(ownNode = true)
class FiveHundredConsumersIT {

	@TempDir
	private Path folder;

	static Stream<Boolean> threads() {
		return (Runtime.version().feature() >= 21) ? Stream.of(false, true) : Stream.of(false);
	}

	@ParameterizedTest(name = "virtual threads: {0}")
	@MethodSource("threads")
	void runInASmallHeap(boolean virtual, Broker broker) throws Exception {
		try (Instance instance = instance(broker, this.folder, "virtual-" + virtual,
				List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"), "--spring.threads.virtual.enabled=" + virtual,
				"--supervisor-consumer.work=200ms")) {
			instance.awaitLogged("decides from now on");
			tap(broker);

			publish(broker, ORDERS, orders("MANY", 10_000));

			await().atMost(PATIENCE).until(() -> consumers(broker, ORDERS) == 500);
			await().atMost(PATIENCE).until(() -> ready(broker, TAP) == 10_000);
			Set<String> workers = taken(broker, TAP).stream()
				.map((event) -> event.path("worker").asString())
				.collect(Collectors.toSet());
			assertThat(workers).hasSize(500);
			assertThat(instance.process().isAlive()).isTrue();
		}
	}

}
