package dev.eventpatterns.threaddelegate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
import static org.awaitility.Awaitility.await;

/** Consumers and the broker are killed; what is counted is what other services saw. */
@WithRabbitLab(ownNode = true)
class CrashIT {

	private static final String READY = "Consuming from " + ORDERS;

	@TempDir
	private Path folder;

	private int consumers;

	@Test
	void keepsTheOrderAndLosesNothingWhenConsumersAndTheBrokerAreKilled(Broker broker) throws Exception {
		Tap tap = new Tap(broker, "tap.crash");
		List<TradeOrder> orders = orders(41, 3_000, 60);
		GuardedProcess first = consumer(broker);
		GuardedProcess second = consumer(broker);
		try {
			publish(broker, ORDERS, orders);
			seen(tap, 300);

			assertThat(tap.events()).as("the kills come in the middle").hasSizeLessThan(orders.size() / 2);
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
		broker.springProperties().forEach((name, value) -> command.add("--" + name + "=" + value));
		Path log = this.folder.resolve("consumer-" + this.consumers++ + ".log");
		GuardedProcess process = GuardedProcess.command(command).directory(this.folder).output(log).start();
		await().ignoreExceptions().atMost(PATIENCE).until(() -> Files.readString(log).contains(READY));
		return process;
	}

}
