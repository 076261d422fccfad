package dev.eventpatterns.threaddelegate;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.Tap;
import dev.eventpatterns.trading.service.OrderHandler;

import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ORDERS;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.WORKFLOW;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.metric;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.order;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.publish;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.ready;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Followers of a failed order wait for it, those of other accounts do not. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "thread-delegate.on-failure=hold-context", "thread-delegate.retry.max-retries=0" })
class HoldContextIT {

	@LocalServerPort
	private int port;

	@TestConfiguration(proxyBeanMethods = false)
	static class Handlers {

		@Bean
		OrderHandler handler() {
			return (order) -> {
				if (order.symbol().equals("FAIL")) {
					throw new IllegalStateException("cannot place " + order.orderId());
				}
			};
		}

	}

	@Test
	void handlesTheMendedOrderAndThenItsFollowersInOrder(Broker broker) throws Exception {
		Tap tap = new Tap(broker, "tap.mended");
		int failed = ready(broker, WORKFLOW);
		publish(broker, ORDERS, List.of(order("a-1", "A-1", "IBM", 1), order("a-2", "A-1", "FAIL", 2),
				order("a-3", "A-1", "IBM", 3), order("a-4", "A-1", "IBM", 4), order("b-1", "B-1", "IBM", 1)));
		await().until(() -> ready(broker, WORKFLOW) == failed + 1);
		await().until(() -> tap.firstCompletions("B-1").equals(List.of("b-1")));
		assertThat(tap.firstCompletions("A-1")).containsExactly("a-1");
		assertThat(metric(this.port, "thread_delegate_held_contexts")).isEqualTo(1);

		publish(broker, ORDERS, List.of(order("a-2", "A-1", "GOOG", 2), order("a-5", "A-1", "IBM", 5)));

		await().until(() -> tap.firstCompletions("A-1").size() == 5);
		assertThat(tap.firstCompletions("A-1")).containsExactly("a-1", "a-2", "a-3", "a-4", "a-5");
		assertThat(metric(this.port, "thread_delegate_held_contexts")).isZero();
	}

	@Test
	void letsTheFollowersGoOnWhenTheAccountIsReleasedByHand(Broker broker) throws Exception {
		Tap tap = new Tap(broker, "tap.released");
		publish(broker, ORDERS, List.of(order("c-1", "C-1", "FAIL", 1), order("c-2", "C-1", "IBM", 2)));
		await().until(() -> send("GET", this.port, "/allocations").body().contains("HELD"));

		assertThat(send("DELETE", this.port, "/holds/C-1").statusCode()).isEqualTo(204);

		await().until(() -> tap.firstCompletions("C-1").equals(List.of("c-2")));
	}

}
