package dev.eventpatterns.threaddelegate;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
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
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The number of delegates changes while they work. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = "thread-delegate.delegates=1")
class ResizeIT {

	private static final CountDownLatch gate = new CountDownLatch(1);

	private static final AtomicInteger blocked = new AtomicInteger();

	@Autowired
	private DelegateCrew crew;

	@TestConfiguration(proxyBeanMethods = false)
	static class Handlers {

		@Bean
		OrderHandler handler() {
			return (order) -> {
				if (order.symbol().equals("WAIT")) {
					blocked.incrementAndGet();
					gate.await();
				}
			};
		}

	}

	@Test
	void growsAtOnceAndShrinksWithoutDeliveringAnythingAgain(Broker broker) throws Exception {
		Tap tap = new Tap(broker, "tap.resized");
		publish(broker, ORDERS, List.of(order("w-1", "W-1", "WAIT", 1), order("w-2", "W-2", "WAIT", 1),
				order("w-3", "W-3", "WAIT", 1)));
		await().atMost(PATIENCE).until(() -> blocked.get() == 1 && this.crew.waiting() == 2);
		assertThat(this.crew.isServing()).isTrue();

		this.crew.resize(3);
		await().atMost(PATIENCE).until(() -> blocked.get() == 3 && this.crew.waiting() == 0);
		this.crew.resize(1);
		assertThat(this.crew.size()).isEqualTo(3);
		assertThat(this.crew.busy()).isEqualTo(3);
		gate.countDown();

		await().atMost(PATIENCE).until(() -> this.crew.size() == 1);
		List<TradeOrder> orders = orders(7, 2_000, 20);
		publish(broker, ORDERS, orders);
		for (int size = 2; this.crew.completed() < 1_500; size = size % 7 + 1) {
			this.crew.resize(size);
		}
		await().atMost(PATIENCE).until(() -> this.crew.completed() == 2_003);
		await().atMost(PATIENCE).until(() -> tap.events().size() >= 2_003);
		assertThat(tap.events()).hasSize(2_003);
		byAccount(orders)
			.forEach((account, ids) -> assertThat(firstCompletions(tap, account)).as(account).isEqualTo(ids));
	}

	private static List<String> firstCompletions(Tap tap, String account) {
		try {
			return tap.firstCompletions(account);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
