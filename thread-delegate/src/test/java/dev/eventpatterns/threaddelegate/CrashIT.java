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
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.byAccount;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.orders;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.publish;
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

	/** In the second case most orders go through a siding, and there are too few. */
	@ParameterizedTest
	@CsvSource({ "1000, 250, 60", "30, 4, 8" })
	void keepsTheOrderAndLosesNothingWhenConsumersAndTheBrokerAreKilled(int prefetch, int maxPerContext, int accounts,
			Broker broker) throws Exception {
		this.options = List.of("--thread-delegate.prefetch=" + prefetch,
				"--thread-delegate.max-per-context=" + maxPerContext, "--thread-delegate.sidings=2");
		Tap tap = new Tap(broker, "tap.crash." + accounts);
		List<TradeOrder> orders = orders(41, 3_000, accounts);
		GuardedProcess first = consumer(broker);
		GuardedProcess second = consumer(broker);
		try {
			publish(broker, ORDERS, orders);
			seen(tap, 300);

			assertThat(tap.events()).as("the kills come in the middle").hasSizeLessThan(orders.size());
			first.kill();
			seen(tap, 900);
			first = consumer(broker);
			second.kill();
			seen(tap, 1_500);
			broker.kill();
			broker.restart();
			seen(tap, orders.size());
		}
		finally {
			first.close();
			second.close();
		}

		assertThat(tap.firstCompletions()).isEqualTo(byAccount(orders));
		assertThat(sided() || accounts > 8).isTrue();
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

	private GuardedProcess consumer(Broker broker) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), ThreadDelegateApplication.class.getName(),
						"--spring.profiles.active=consumer", "--server.port=0", "--thread-delegate.work=10ms",
						"--thread-delegate.delegates=4"));
		command.addAll(this.options);
		broker.springProperties().forEach((name, value) -> command.add("--" + name + "=" + value));
		Path log = this.folder.resolve("consumer-" + this.consumers++ + ".log");
		GuardedProcess process = GuardedProcess.command(command).directory(this.folder).output(log).start();
		await().ignoreExceptions().atMost(PATIENCE).until(() -> READY.matcher(Files.readString(log)).find());
		return process;
	}

}
