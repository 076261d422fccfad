package dev.eventpatterns.threaddelegate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.GuardedProcess;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.Tap;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ORDERS;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.PATIENCE;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.byAccount;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.awaitility.Awaitility.await;

/**
 * Instances share the partitions; some are killed, some are added, and the broker is
 * killed where accounts keep their partitions over that.
 */
@WithRabbitLab(ownNode = true, plugins = { "rabbitmq_consistent_hash_exchange", "rabbitmq_sharding" })
class PartitionsIT {

	private static final int PARTITIONS = 4;

	@TempDir
	private Path folder;

	private PartitionHash hash = PartitionHash.CONSISTENT;

	private final Map<GuardedProcess, Path> logs = new HashMap<>();

	@ParameterizedTest
	@EnumSource
	void keepsTheOrderAndLosesNothingWhenAnInstanceIsKilledAndOneIsAdded(PartitionHash hash, Broker shared)
			throws Exception {
		this.hash = hash;
		Broker broker = shared.withVirtualHost("partitions-" + hash);
		Tap tap = new Tap(broker, "tap.partitions");
		List<TradeOrder> orders = orders(71, 1_200, 60);
		GuardedProcess first = instance(broker);
		GuardedProcess second = instance(broker);
		GuardedProcess third = null;
		try {
			await().ignoreExceptions().atMost(PATIENCE).until(() -> served(broker).equals(List.of(1, 1, 1, 1)));
			await().atMost(PATIENCE).until(() -> taken(first) >= 2 && taken(second) >= 2);
			// What comes after the kill was not there before: it comes in the middle.
			publishPartitioned(broker, orders.subList(0, 800));
			seen(tap, 300);
			first.kill();
			GuardedProcess added = instance(broker);
			third = added;
			if (hash == PartitionHash.MODULUS) {
				broker.kill();
				broker.restart();
			}
			publishPartitioned(broker, orders.subList(800, orders.size()));
			seen(tap, orders.size());
			await().atMost(PATIENCE).until(() -> taken(added) > 0);
		}
		finally {
			first.close();
			second.close();
			if (third != null) {
				third.close();
			}
		}

		assertThat(tap.firstCompletions()).isEqualTo(byAccount(orders));
	}

	/** How many consumers each partition has; a standby is not among them. */
	private static List<Integer> served(Broker broker) throws Exception {
		Map<Integer, Integer> consumers = new TreeMap<>();
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			for (int number = 1; number <= PARTITIONS; number++) {
				consumers.put(number, channel.queueDeclarePassive(ThreadDelegateTopology.partition(ORDERS, number))
					.getConsumerCount());
			}
		}
		return List.copyOf(consumers.values());
	}

	private int taken(GuardedProcess instance) {
		Path log = this.logs.get(instance);
		return (int) contentOf(log.toFile()).lines()
			.filter((line) -> line.contains("Consuming from " + ORDERS))
			.count();
	}

	private static void publishPartitioned(Broker broker, List<TradeOrder> orders) throws Exception {
		try (Connection connection = broker.connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			channel.confirmSelect();
			for (TradeOrder order : orders) {
				channel.basicPublish(ThreadDelegateTopology.PARTITIONED_EXCHANGE, order.account(), true,
						TradeOrderMessages.properties(order, Instant.now(), true), TradeOrderMessages.body(order));
			}
			channel.waitForConfirmsOrDie(20_000);
		}
	}

	private static void seen(Tap tap, int count) {
		await().ignoreExceptions()
			.atMost(PATIENCE)
			.until(() -> tap.events().stream().map((event) -> event.get("orderId")).distinct().count() >= count);
	}

	private GuardedProcess instance(Broker broker) {
		Path log = this.folder.resolve("instance-" + this.logs.size() + ".log");
		GuardedProcess process = start(broker, this.folder, log, this.hash);
		this.logs.put(process, log);
		return process;
	}

	static GuardedProcess start(Broker broker, Path folder, Path log, PartitionHash hash) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), ThreadDelegateApplication.class.getName(),
						"--spring.profiles.active=consumer", "--server.port=0", "--thread-delegate.work=10ms",
						"--thread-delegate.delegates=2", "--thread-delegate.partitions=" + PARTITIONS,
						"--thread-delegate.partition-hash=" + hash, "--thread-delegate.prefetch=40",
						"--thread-delegate.sidings=1"));
		broker.springProperties().forEach((name, value) -> command.add("--" + name + "=" + value));
		return GuardedProcess.command(command).directory(folder).output(log).start();
	}

}
