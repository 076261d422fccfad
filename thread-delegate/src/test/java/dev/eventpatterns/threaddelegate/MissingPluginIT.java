package dev.eventpatterns.threaddelegate;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.GuardedProcess;
import dev.eventpatterns.lab.WithRabbitLab;

import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.awaitility.Awaitility.await;

/** A broker as it comes, without the plugin that partitions need. */
@WithRabbitLab
class MissingPluginIT {

	@Test
	void saysWhatToDoAndExits(Broker broker, @TempDir Path folder) {
		Path log = folder.resolve("instance.log");
		try (GuardedProcess instance = PartitionsIT.start(broker, folder, log, PartitionHash.CONSISTENT)) {
			await().atMost(PATIENCE).until(() -> !instance.isAlive());
		}

		assertThat(contentOf(log.toFile())).contains("rabbitmq-plugins enable rabbitmq_consistent_hash_exchange")
			.doesNotContain("\tat ");
	}

}
