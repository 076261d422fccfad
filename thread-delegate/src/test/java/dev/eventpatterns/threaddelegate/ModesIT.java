package dev.eventpatterns.threaddelegate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.Tap;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.OrderHandler;

import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.PATIENCE;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.byAccount;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.orders;
import static dev.eventpatterns.threaddelegate.ThreadDelegateFixtures.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The issue and the pattern, by the same checks. */
@WithRabbitLab
class ModesIT {

	private static final String EIGHT = "--thread-delegate.delegates=8";

	@Configuration(proxyBeanMethods = false)
	static class UnevenWork {

		@Bean
		OrderHandler handler() {
			return (order) -> LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(4_000_000));
		}

	}

	@Test
	void breaksTheOrderOfAccountsWhereConsumersCompete(Broker broker) throws Exception {
		List<TradeOrder> orders = orders(21, 300, 10);

		Tap tap = run(broker, "competing", EIGHT, orders);

		assertThat(tap.firstCompletions()).isNotEqualTo(byAccount(orders));
	}

	@ParameterizedTest
	@ValueSource(strings = { EIGHT, "--thread-delegate.delegates=500", "--spring.threads.virtual.enabled=true" })
	void keepsItAndRunsSideBySideWithDelegates(String option, Broker broker) throws Exception {
		List<TradeOrder> orders = orders(22, 300, 10);

		Tap tap = run(broker, "delegate", option, orders);

		assertThat(tap.firstCompletions()).isEqualTo(byAccount(orders));
		assertThat(overlapping(tap)).isPositive();
	}

	@Test
	void handlesOneAtATimeInSingleMode(Broker broker) throws Exception {
		List<TradeOrder> orders = orders(23, 100, 10);

		Tap tap = run(broker, "single", EIGHT, orders);

		assertThat(tap.events()).extracting((event) -> event.get("orderId"))
			.containsExactlyElementsOf(orders.stream().map(TradeOrder::orderId).toList());
		assertThat(overlapping(tap)).isZero();
	}

	private static Tap run(Broker broker, String mode, String option, List<TradeOrder> orders) throws Exception {
		String queue = "orders." + System.nanoTime();
		Tap tap = new Tap(broker, "tap." + queue);
		List<String> arguments = new ArrayList<>(
				List.of("--thread-delegate.queue.orders=" + queue, "--thread-delegate.mode=" + mode, option));
		broker.springProperties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		try (ConfigurableApplicationContext consumer = new SpringApplicationBuilder(ThreadDelegateApplication.class,
				UnevenWork.class)
			.web(WebApplicationType.NONE)
			.profiles("consumer")
			.run(arguments.toArray(String[]::new))) {
			await().ignoreExceptions().atMost(PATIENCE).until(() -> ThreadDelegateFixtures.ready(broker, queue) == 0);
			publish(broker, queue, orders);
			await().atMost(PATIENCE).until(() -> tap.events().size() == orders.size());
			assertThat(consumer.isRunning()).isTrue();
		}
		return tap;
	}

	/** How many events were started before the one that was started before them ended. */
	private static long overlapping(Tap tap) throws Exception {
		List<Map<String, Object>> byStart = tap.events()
			.stream()
			.sorted((a, b) -> instant(a, "startedAt").compareTo(instant(b, "startedAt")))
			.toList();
		long overlapping = 0;
		for (int i = 1; i < byStart.size(); i++) {
			if (instant(byStart.get(i), "startedAt").isBefore(instant(byStart.get(i - 1), "finishedAt"))) {
				overlapping++;
			}
		}
		return overlapping;
	}

	private static Instant instant(Map<String, Object> event, String field) {
		return Instant.parse(String.valueOf(event.get(field)));
	}

}
