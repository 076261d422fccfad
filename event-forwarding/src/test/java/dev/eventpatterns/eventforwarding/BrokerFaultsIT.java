package dev.eventpatterns.eventforwarding;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrder;

import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.FORWARDED;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.JSON;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.ORDERS;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.get;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.jsonArray;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.onChannel;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.orders;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the hops do when the broker refuses, falls silent or goes away: the sender is
 * told, the original stays, and the flow resumes by itself.
 */
@WithRabbitLab(ownNode = true)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:broker-faults;MODE=PostgreSQL;DB_CLOSE_DELAY=-1",
				"event-forwarding.confirm-timeout=2s" })
class BrokerFaultsIT {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	@LocalServerPort
	private int port;

	@Test
	void tellsTheSenderThatNoQueueTookItsOrders(Broker broker) throws Exception {
		arrives(accepted("before the binding went", orders(31, 1)));
		onChannel(broker, (channel) -> channel.queueUnbind(ORDERS, EventForwardingTopology.EXCHANGE,
				EventForwardingTopology.ORDERS_KEY));

		HttpResponse<String> refused = post(this.port, JSON, jsonArray(orders(32, 10)));

		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused.body()).contains("NO_ROUTE").contains("same order ids");
		// The next channel declares again what the application needs.
		arrives(accepted("after the refusal", orders(32, 10)));
	}

	@Test
	void keepsTheOriginalsWhileTheNextQueueIsMissing(Broker broker) throws Exception {
		arrives(accepted("before the binding went", orders(33, 1)));
		onChannel(broker, (channel) -> channel.queueUnbind(FORWARDED, EventForwardingTopology.EXCHANGE,
				EventForwardingTopology.FORWARDED_KEY));

		List<TradeOrder> sent = accepted("while the forwarder cannot route", orders(34, 500));

		arrives(sent);
		assertThat(metric("event_forwarding_returned_total{hop=\"forwarder\"}")).isPositive();
	}

	@Test
	void answers503WithinTheTimeOutWhileTheBrokerIsShortOfMemory(Broker broker) throws Exception {
		arrives(accepted("before the alarm", orders(35, 1)));
		broker.ctl("set_vm_memory_high_watermark", "0.00001");
		try {
			await().atMost(PATIENCE).untilAsserted(() -> {
				long start = System.nanoTime();
				assertThat(post(this.port, JSON, jsonArray(orders(36, 5))).statusCode()).isEqualTo(503);
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
			});
		}
		finally {
			broker.ctl("set_vm_memory_high_watermark", "0.4");
		}

		arrivesOnceAccepted(orders(36, 5));
	}

	@Test
	void answers503WhileTheBrokerIsFrozenAndGoesOnWhenItThaws(Broker broker) throws Exception {
		arrives(accepted("before the freeze", orders(37, 1)));
		broker.freeze();
		try {
			long start = System.nanoTime();

			HttpResponse<String> response = post(this.port, JSON, jsonArray(orders(38, 5)));

			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
		}
		finally {
			broker.thaw();
		}

		arrivesOnceAccepted(orders(38, 5));
	}

	@Test
	void losesNothingThatItAcceptedWhenTheBrokerIsKilled(Broker broker) throws Exception {
		List<TradeOrder> taken = accepted("just before the kill", orders(39, 2_000));

		broker.kill();

		assertThat(post(this.port, JSON, jsonArray(orders(40, 1))).statusCode()).isEqualTo(503);
		broker.restart();
		arrives(taken);
		arrivesOnceAccepted(orders(41, 10));
	}

	private List<TradeOrder> accepted(String when, List<TradeOrder> orders) throws Exception {
		await(when).atMost(PATIENCE).until(() -> post(this.port, JSON, jsonArray(orders)).statusCode() == 202);
		return orders;
	}

	private void arrivesOnceAccepted(List<TradeOrder> orders) throws Exception {
		arrives(accepted("once it is well again", orders));
	}

	private void arrives(List<TradeOrder> orders) {
		Deque<TradeOrder> missing = new ArrayDeque<>(orders);
		await().atMost(PATIENCE).until(() -> {
			while (!missing.isEmpty() && isStored(missing.peek())) {
				missing.remove();
			}
			return missing.isEmpty();
		});
	}

	private boolean isStored(TradeOrder order) throws Exception {
		return get(this.port, "/orders/" + order.orderId()).statusCode() == 200;
	}

	private double metric(String series) throws Exception {
		return get(this.port, "/actuator/prometheus").body()
			.lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

}
