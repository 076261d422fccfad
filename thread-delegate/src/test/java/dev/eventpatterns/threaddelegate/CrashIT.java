package dev.eventpatterns.threaddelegate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.GuardedProcess;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.Tap;
import dev.eventpatterns.trading.TradeOrder;

import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ORDERS;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.PATIENCE;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.WORKFLOW;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.byAccount;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.drain;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.order;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.orders;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.publish;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.awaitility.Awaitility.await;

/** Consumers and the broker are killed; what is counted is what other services saw. */
@WithRabbitLab(ownNode = true)
class CrashIT {

	/** Of two instances one consumes, and the other one waits for it. */
	private static final Pattern READY = Pattern.compile("(Consuming from|Waiting for) " + ORDERS + "\\b");

	@TempDir
	private Path folder;

	private int consumers;

	private List<String> options = List.of();

	private Class<?> application = ThreadDelegateApplication.class;

	/** In the second case most orders go through a siding, and there are too few. */
	@ParameterizedTest
	@CsvSource({ "1000, 250, 60", "30, 4, 8" })
	void keepsTheOrderAndLosesNothingWhenConsumersAndTheBrokerAreKilled(int prefetch, int maxPerContext, int accounts,
			Broker broker) throws Exception {
		this.options = List.of("--thread-delegate.prefetch=" + prefetch,
				"--thread-delegate.max-per-context=" + maxPerContext, "--thread-delegate.sidings=2");
		Tap tap = new Tap(broker, "tap.crash." + accounts);
		List<TradeOrder> orders = orders(41, 2_000, accounts);
		GuardedProcess first = start(broker);
		GuardedProcess second = consumer(broker);
		try {
			// What comes after the kills was not there before: they come in the middle.
			publish(broker, ORDERS, orders.subList(0, 1_600));
			seen(tap, 300);
			first.kill();
			seen(tap, 900);
			first = consumer(broker);
			second.kill();
			seen(tap, 1_500);
			broker.kill();
			broker.restart();
			publish(broker, ORDERS, orders.subList(1_600, orders.size()));
			seen(tap, orders.size());
		}
		finally {
			first.close();
			second.close();
		}

		assertThat(tap.firstCompletions()).isEqualTo(byAccount(orders));
		assertThat(sided() || accounts > 8).isTrue();
	}

	/**
	 * In the first case the followers of the failed order stay in memory, in the second
	 * they go through a siding.
	 */
	@ParameterizedTest
	@CsvSource({ "100, 50, 20", "20, 4, 60" })
	void keepsHoldingAnAccountWhenConsumersAndTheBrokerAreKilled(int prefetch, int maxPerContext, int followers,
			Broker broker) throws Exception {
		this.application = FailingDelegates.class;
		this.options = List.of("--thread-delegate.prefetch=" + prefetch,
				"--thread-delegate.max-per-context=" + maxPerContext, "--thread-delegate.on-failure=hold-context",
				"--thread-delegate.retry.max-retries=0");
		String account = "H-" + followers;
		Tap tap = new Tap(broker, "tap.held." + followers);
		List<TradeOrder> orders = new ArrayList<>();
		for (int i = 1; i <= followers; i++) {
			orders.add(order(account + ":" + i, account, (i == 2) ? FailingDelegates.FAIL : "IBM", i));
		}
		GuardedProcess consumer = consumer(broker);
		try {
			publish(broker, ORDERS, orders);
			await().ignoreExceptions().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) == 1);
			assertThat(drain(broker, WORKFLOW).get(0).getProps().getHeaders()).containsEntry("context-held", true);
			for (int i = 1; i <= 3; i++) {
				consumer.kill();
				if (i == 2) {
					broker.kill();
					broker.restart();
				}
				consumer = consumer(broker);
				String other = "O-" + followers + "-" + i;
				publish(broker, ORDERS, List.of(order(other, other, "IBM", 1)));
				await().ignoreExceptions().atMost(PATIENCE).until(() -> tap.firstCompletions(other).size() == 1);
				assertThat(tap.firstCompletions(account)).containsExactly(account + ":1");
			}

			publish(broker, ORDERS, List.of(order(account + ":2", account, "IBM", 2)));

			await().ignoreExceptions().atMost(PATIENCE).until(() -> tap.firstCompletions(account).size() == followers);
			assertThat(tap.firstCompletions(account)).isEqualTo(byAccount(orders).get(account));
			assertThat(drain(broker, WORKFLOW)).isEmpty();
			await().ignoreExceptions()
				.atMost(PATIENCE)
				.until(() -> messages(broker, ThreadDelegateTopology.labels(ORDERS)) == 0);
		}
		finally {
			consumer.close();
		}
	}

	/** With those that a consumer has and keeps. */
	private static long messages(Broker broker, String queue) {
		return broker.ctl("list_queues", "-p", broker.virtualHost(), "-q", "--no-table-headers", "name", "messages")
			.lines()
			.filter((line) -> line.startsWith(queue + "\t"))
			.mapToLong((line) -> Long.parseLong(line.substring(line.lastIndexOf('\t') + 1)))
			.findFirst()
			.orElseThrow();
	}

	private boolean sided() throws IOException {
		try (Stream<Path> logs = Files.list(this.folder)) {
			return logs.filter((log) -> log.toString().endsWith(".log"))
				.anyMatch((log) -> contentOf(log.toFile()).contains("go to siding"));
		}
	}

	/** Waits until so many different orders have been completed. */
	private static void seen(Tap tap, int count) {
		await().ignoreExceptions()
			.atMost(PATIENCE)
			.until(() -> tap.events().stream().map((event) -> event.get("orderId")).distinct().count() >= count);
	}

	/** Starts a consumer, and waits until it is ready. */
	private GuardedProcess consumer(Broker broker) {
		GuardedProcess process = start(broker);
		Path log = log(this.consumers - 1);
		await().ignoreExceptions().atMost(PATIENCE).until(() -> READY.matcher(Files.readString(log)).find());
		return process;
	}

	private Path log(int number) {
		return this.folder.resolve("consumer-" + number + ".log");
	}

	private GuardedProcess start(Broker broker) {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), this.application.getName(), "--spring.profiles.active=consumer",
				"--server.port=0", "--thread-delegate.work=10ms", "--thread-delegate.delegates=4"));
		command.addAll(this.options);
		broker.springProperties().forEach((name, value) -> command.add("--" + name + "=" + value));
		return GuardedProcess.command(command).directory(this.folder).output(log(this.consumers++)).start();
	}

}
