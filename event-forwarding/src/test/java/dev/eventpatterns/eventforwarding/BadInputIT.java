package dev.eventpatterns.eventforwarding;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.WireForm;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.FORWARDED;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.JSON;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.ORDERS;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.TEXT;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.WORKFLOW;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.drain;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.get;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.header;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.orders;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.persistent;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.publish;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.ready;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.storedCount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What foreign clients may leave in the queue. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "spring.datasource.url=jdbc:h2:mem:bad-input;MODE=PostgreSQL;DB_CLOSE_DELAY=-1")
class BadInputIT {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Test
	void handsOverTenThousandMalformedEventsAndStoresEveryGoodOneBetweenThem(Broker broker) throws Exception {
		drain(broker, WORKFLOW);
		TradeOrderGenerator generator = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(21));
		Set<String> goodIds = new HashSet<>();
		for (int block = 0; block < 10; block++) {
			List<byte[]> bad = new ArrayList<>();
			for (int i = 0; i < 1_000; i++) {
				bad.add(generator.nextMalformed().body());
			}
			publish(broker, ORDERS, persistent(JSON), bad);
			TradeOrder good = generator.next();
			goodIds.add(good.orderId());
			publish(broker, ORDERS, persistent(JSON), List.of(TradeOrderMessages.body(good)));
		}

		for (String id : goodIds) {
			await().until(() -> get(this.port, "/orders/" + id).statusCode() == 200);
		}
		await().until(() -> ready(broker, WORKFLOW) == 10_000);
	}

	@Test
	void keepsAMalformedEventAsItWasAndTellsWhy(Broker broker) throws Exception {
		drain(broker, WORKFLOW);
		AMQP.BasicProperties properties = persistent(TEXT).builder().messageId("m-1").build();

		publish(broker, ORDERS, properties, List.of("BUY,AAPL,206 shares".getBytes(StandardCharsets.UTF_8)));

		await().until(() -> ready(broker, WORKFLOW) == 1);
		GetResponse failed = drain(broker, WORKFLOW).get(0);
		assertThat(new String(failed.getBody(), StandardCharsets.UTF_8)).isEqualTo("BUY,AAPL,206 shares");
		assertThat(failed.getProps().getMessageId()).isEqualTo("m-1");
		assertThat(failed.getProps().getDeliveryMode()).isEqualTo(2);
		assertThat(header(failed, "x-exception-message")).startsWith("quantity: ");
		assertThat(header(failed, "x-original-exchange")).isEqualTo(EventForwardingTopology.EXCHANGE);
		assertThat(header(failed, "x-original-routingKey")).isEqualTo(EventForwardingTopology.FORWARDED_KEY);
	}

	@Test
	void survivesBodiesThatAreHugeEmptyOrNoText(Broker broker) throws Exception {
		drain(broker, WORKFLOW);
		// RabbitMQ 4 takes no more than 16 MB.
		byte[] huge = new byte[15 * 1024 * 1024];
		byte[] empty = new byte[0];
		byte[] noText = { (byte) 0xFF, (byte) 0xFE, 0 };

		publish(broker, ORDERS, persistent(JSON), List.of(huge, empty, noText, huge));

		await().until(() -> ready(broker, WORKFLOW) == 4);
		assertThat(drain(broker, WORKFLOW)).extracting((message) -> message.getBody().length)
			.containsExactlyInAnyOrder(huge.length, 0, 3, huge.length);
	}

	@Test
	void refusesAContentTypeThatItDoesNotKnow(Broker broker) throws Exception {
		drain(broker, WORKFLOW);

		publish(broker, ORDERS, persistent("application/octet-stream"), List.of("BUY,AAPL,206".getBytes()));

		await().until(() -> ready(broker, WORKFLOW) == 1);
		assertThat(header(drain(broker, WORKFLOW).get(0), "x-exception-message")).startsWith("content-type");
	}

	@Test
	void storesAndCountsWhatComesWithoutAnId(Broker broker) throws Exception {
		long before = storedCount(this.port);
		String unidentified = get(this.port, "/actuator/prometheus").body();

		publish(broker, ORDERS, new AMQP.BasicProperties(), List.of("(1) B-123,SELL,AAPL,206 SHARES".getBytes()));

		await().until(() -> storedCount(this.port) == before + 1);
		assertThat(get(this.port, "/actuator/prometheus").body()
			.lines()
			.filter((line) -> line.startsWith("event_forwarding_unidentified_total"))
			.toList())
			.isNotEqualTo(unidentified.lines()
				.filter((line) -> line.startsWith("event_forwarding_unidentified_total"))
				.toList());
	}

	@Test
	void takesTheMessagesIdWhereTheBodyHasNone(Broker broker) throws Exception {
		AMQP.BasicProperties properties = persistent(TEXT).builder().messageId("foreign-1").build();

		publish(broker, ORDERS, properties, List.of("BUY,AAPL,206".getBytes(), "BUY,AAPL,206".getBytes()));

		await().until(() -> get(this.port, "/orders/foreign-1").statusCode() == 200);
	}

	@Test
	void forwardsWhatTheBrokerWouldActUponASecondTimeOnlyOnce(Broker broker) throws Exception {
		String user = broker.username();
		AMQP.BasicProperties acted = persistent(JSON).builder()
			.userId(user)
			.headers(java.util.Map.of("CC", List.of("copies")))
			.build();
		EventForwardingFixtures.onChannel(broker, (channel) -> channel.queueDeclare("copies", true, false, false,
				java.util.Map.of("x-queue-type", "quorum")));
		TradeOrder order = orders(22, 1).get(0);

		publish(broker, ORDERS, acted, List.of(TradeOrderMessages.body(order)));

		await().until(() -> get(this.port, "/orders/" + order.orderId()).statusCode() == 200);
		assertThat(ready(broker, "copies")).isEqualTo(1);
	}

	@Test
	void handsOverAnOrderThatTheDatabaseRefusesAndStoresTheOthersOfItsBatch(Broker broker) throws Exception {
		drain(broker, WORKFLOW);
		this.jdbc.execute("ALTER TABLE trade_order ADD CONSTRAINT no_house CHECK (account <> 'HOUSE')");
		List<byte[]> bodies = new ArrayList<>();
		List<TradeOrder> good = orders(23, 20);
		good.forEach((order) -> bodies.add(WireForm.JSON.write(order).getBytes(StandardCharsets.UTF_8)));
		bodies.add(10,
				"""
						{"orderId":"refused","account":"HOUSE","action":"PLACE","side":"BUY","symbol":"IBM","quantity":1,"sequence":1}"""
					.getBytes(StandardCharsets.UTF_8));

		try {
			publish(broker, FORWARDED, persistent(JSON), bodies);

			await().until(() -> ready(broker, WORKFLOW) == 1);
			for (TradeOrder order : good) {
				await().until(() -> get(this.port, "/orders/" + order.orderId()).statusCode() == 200);
			}
		}
		finally {
			this.jdbc.execute("ALTER TABLE trade_order DROP CONSTRAINT no_house");
		}
		assertThat(header(drain(broker, WORKFLOW).get(0), "x-exception-message")).containsIgnoringCase("no_house");
	}

}
