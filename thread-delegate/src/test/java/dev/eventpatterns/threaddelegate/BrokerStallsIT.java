package dev.eventpatterns.threaddelegate;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.Tap;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.OrderHandler;

import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ORDERS;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.PATIENCE;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.byAccount;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.order;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.orders;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.post;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What delegates do when the broker keeps its connections and does not answer. */
@WithRabbitLab(ownNode = true)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "thread-delegate.confirm-timeout=2s", "spring.rabbitmq.channel-rpc-timeout=2s",
				"spring.rabbitmq.requested-heartbeat=2s" })
class BrokerStallsIT {

	private static final String ORDER = "BUY,AAPL,206";

	@LocalServerPort
	private int port;

	@TestConfiguration(proxyBeanMethods = false)
	static class Handlers {

		@Bean
		Desk handler() {
			return new Desk();
		}

	}

	/** Notes what it starts, and keeps orders for HELD until it is let go. */
	static final class Desk implements OrderHandler {

		private final List<String> started = new CopyOnWriteArrayList<>();

		private final CountDownLatch letGo = new CountDownLatch(1);

		@Override
		public void handle(TradeOrder order) throws InterruptedException {
			this.started.add(String.valueOf(order.orderId()));
			if (order.symbol().equals("HELD")) {
				this.letGo.await();
			}
		}

	}

	@Test
	void keepsTheOrderAndLosesNothingOverAFreeze(Broker broker) throws Exception {
		await().atMost(PATIENCE).until(() -> post(this.port, "text/plain", ORDER).statusCode() == 202);
		Tap tap = new Tap(broker, "tap.freeze");
		List<TradeOrder> orders = orders(61, 10_000, 50);
		publish(broker, ORDERS, orders);
		await().atMost(PATIENCE).until(() -> tap.events().size() > 100);

		broker.freeze();
		int refused;
		try {
			refused = post(this.port, "text/plain", ORDER).statusCode();
		}
		finally {
			broker.thaw();
		}

		assertThat(refused).isEqualTo(503);
		await().atMost(PATIENCE)
			.ignoreExceptions()
			.until(() -> tap.events().stream().map((event) -> event.get("orderId")).distinct().count() >= orders
				.size());
		assertThat(tap.firstCompletions()).containsAllEntriesOf(byAccount(orders));
	}

	@Test
	void waitsForTheEndOfAMemoryAlarmWithoutHandlingAnythingTwice(Broker broker, @Autowired Desk desk)
			throws Exception {
		await().atMost(PATIENCE).until(() -> post(this.port, "text/plain", ORDER).statusCode() == 202);
		Tap tap = new Tap(broker, "tap.alarm");
		publish(broker, ORDERS, List.of(order("held-1", "M-1", "HELD", 1), order("held-2", "M-1", "IBM", 2),
				order("other-1", "M-2", "IBM", 1)));
		await().atMost(PATIENCE).until(() -> tap.firstCompletions("M-2").size() == 1);

		broker.ctl("set_vm_memory_high_watermark", "0");
		try {
			await().atMost(PATIENCE).until(() -> post(this.port, "text/plain", ORDER).statusCode() == 503);
			desk.letGo.countDown();
			assertThat(post(this.port, "text/plain", ORDER).statusCode()).as("longer than a confirm may take")
				.isEqualTo(503);
			assertThat(post(this.port, "text/plain", ORDER).statusCode()).isEqualTo(503);
		}
		finally {
			broker.ctl("set_vm_memory_high_watermark", "0.4");
		}

		await().atMost(PATIENCE).until(() -> tap.firstCompletions("M-1").equals(List.of("held-1", "held-2")));
		assertThat(desk.started).containsOnlyOnce("held-1", "held-2", "other-1");
	}

}
