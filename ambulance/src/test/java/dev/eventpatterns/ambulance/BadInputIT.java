package dev.eventpatterns.ambulance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.Payload;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

import static dev.eventpatterns.ambulance.AmbulanceFixtures.PRIORITY;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.STANDARD;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.TAP;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.WORKFLOW;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.drain;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.get;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.header;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.orders;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.persistent;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.processed;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.publish;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.publishRaw;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.ready;
import static dev.eventpatterns.ambulance.AmbulanceFixtures.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What foreign clients may leave in the queues, and what handlers may do. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "ambulance.retry.delay=20ms")
@Import(ScriptedHandler.Configuration.class)
class BadInputIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@LocalServerPort
	private int port;

	@Autowired
	private ScriptedHandler handler;

	@BeforeEach
	void startAnew(Broker broker) throws Exception {
		await().ignoreExceptions().atMost(PATIENCE).until(() -> ready(broker, STANDARD) == 0);
		drain(broker, WORKFLOW);
		tap(broker);
	}

	@AfterEach
	void letAllGo() {
		this.handler.forget();
	}

	@Test
	void handsOverAThousandMalformedEventsAndServesEveryGoodOneBetweenThem(Broker broker) throws Exception {
		TradeOrderGenerator generator = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(21));
		List<String> goodIds = new ArrayList<>();
		for (int block = 0; block < 10; block++) {
			for (int i = 0; i < 5; i++) {
				List<byte[]> bad = new ArrayList<>();
				for (int j = 0; j < 20; j++) {
					bad.add(generator.nextMalformed().body());
				}
				publishRaw(broker, (i % 2 == 0) ? STANDARD : PRIORITY, persistent("application/json"), bad);
			}
			TradeOrder good = generator.next();
			goodIds.add(good.orderId());
			publish(broker, STANDARD, List.of(good));
		}

		await().atMost(PATIENCE).until(() -> ready(broker, WORKFLOW) == 1_000);
		await().until(() -> ready(broker, TAP) == 10);
		assertThat(processed(broker)).extracting((event) -> event.path("orderId").asString())
			.containsExactlyInAnyOrderElementsOf(goodIds);
		assertThat(ready(broker, STANDARD) + ready(broker, PRIORITY)).isZero();
	}

	@Test
	void keepsAMalformedEventAsItWasAndTellsWhy(Broker broker) throws Exception {
		AMQP.BasicProperties properties = persistent("text/plain").builder()
			.messageId("m-1")
			.expiration("60000")
			.headers(Map.of("desk", "7", "CC", List.of(STANDARD + ".copies")))
			.build();

		publishRaw(broker, PRIORITY, properties, List.of("BUY,AAPL,206 shares".getBytes(StandardCharsets.UTF_8)));

		await().until(() -> ready(broker, WORKFLOW) == 1);
		GetResponse failed = drain(broker, WORKFLOW).get(0);
		assertThat(new String(failed.getBody(), StandardCharsets.UTF_8)).isEqualTo("BUY,AAPL,206 shares");
		assertThat(failed.getProps().getMessageId()).isEqualTo("m-1");
		assertThat(failed.getProps().getDeliveryMode()).isEqualTo(2);
		assertThat(failed.getProps().getExpiration()).as("it must not vanish from there").isNull();
		assertThat(header(failed, "desk")).isEqualTo("7");
		assertThat(header(failed, "x-exception-message")).startsWith("quantity: ");
		assertThat(header(failed, "x-original-exchange")).isEmpty();
		assertThat(header(failed, "x-original-routingKey")).isEqualTo(PRIORITY);
	}

	@Test
	void refusesAContentTypeThatItDoesNotKnowAndBodiesThatAreHugeOrEmpty(Broker broker) throws Exception {
		// RabbitMQ 4 takes no more than 16 MB.
		byte[] huge = new byte[15 * 1024 * 1024];

		publishRaw(broker, STANDARD, persistent("application/octet-stream"), List.of("BUY,AAPL,206".getBytes()));
		publishRaw(broker, STANDARD, persistent("application/json"), List.of(huge, new byte[0]));

		await().until(() -> ready(broker, WORKFLOW) == 3);
		List<GetResponse> failed = drain(broker, WORKFLOW);
		assertThat(failed).extracting((message) -> message.getBody().length)
			.containsExactlyInAnyOrder(12, huge.length, 0);
		assertThat(failed).extracting((message) -> header(message, "x-exception-message"))
			.anyMatch((reason) -> reason.startsWith("content-type"));
	}

	@Test
	void takesEveryKindOfGoodPayloadAsItsSenderWroteIt(Broker broker) throws Exception {
		Payload json = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(5)).nextPayload();
		String unidentified = counter("ambulance_unidentified_total{lane=\"priority\"}");

		publishRaw(broker, PRIORITY, persistent(json.contentType()), List.of(json.body()));
		publishRaw(broker, PRIORITY, new AMQP.BasicProperties(), List.of("BUY,AAPL,206".getBytes()));
		publishRaw(broker, PRIORITY, persistent("text/plain").builder().messageId("foreign-1").build(),
				List.of("PLACE SELL GOOG A-136 2,000,000.00".getBytes()));

		await().until(() -> ready(broker, TAP) == 3);
		assertThat(processed(broker)).extracting((event) -> event.path("orderId").asString("none"))
			.containsExactlyInAnyOrder(json.order().orderId(), "none", "foreign-1");
		await().until(() -> !counter("ambulance_unidentified_total{lane=\"priority\"}").equals(unidentified));
	}

	@Test
	void handsAnOrderOverAfterItsRetriesAndServesTheOthersMeanwhile(Broker broker) throws Exception {
		this.handler.failsFor("FAILING");
		List<TradeOrder> orders = new ArrayList<>(orders("FAILING", 5));
		orders.addAll(orders("GOOD", 50));

		publish(broker, STANDARD, orders);

		await().until(() -> ready(broker, WORKFLOW) == 5 && ready(broker, TAP) == 50);
		GetResponse failed = drain(broker, WORKFLOW).get(0);
		assertThat(new String(failed.getBody(), StandardCharsets.UTF_8)).contains("\"account\":\"FAILING\"");
		assertThat(failed.getProps().getType()).isEqualTo(TradeOrderMessages.TYPE);
		assertThat(header(failed, "x-exception-message")).isEqualTo("no handler for FAILING");
		assertThat(this.handler.started().stream().filter("FAILING-1"::equals)).as("first time and two retries")
			.hasSize(3);
		assertThat(counter("ambulance_handed_over_total{lane=\"standard\"}")).isNotEqualTo("0.0");
		assertThat(counter("ambulance_failed_total{lane=\"standard\"}")).isNotEqualTo("0.0");
	}

	@Test
	void leavesThePriorityLaneAloneWhileAStandardOrderHangs(Broker broker) throws Exception {
		this.handler.hold("HANGING");
		publish(broker, STANDARD, orders("HANGING", 1));
		await().until(() -> this.handler.started().contains("HANGING-1"));

		publish(broker, PRIORITY, orders("URGENT", 50));
		publish(broker, STANDARD, orders("USUAL", 50));

		await().until(() -> ready(broker, TAP) == 100);
		assertThat(processed(broker)).extracting((event) -> event.path("worker").asString()).containsOnly("priority-1");
		letTheHangingOneGo(broker);
	}

	@Test
	void leavesTheStandardLaneAloneWhileAPriorityOrderHangs(Broker broker) throws Exception {
		this.handler.hold("HANGING");
		publish(broker, PRIORITY, orders("HANGING", 1));
		await().until(() -> this.handler.started().contains("HANGING-1"));

		publish(broker, STANDARD, orders("USUAL", 50));

		await().until(() -> ready(broker, TAP) == 50);
		assertThat(processed(broker)).extracting((event) -> event.path("worker").asString()).containsOnly("standard-1");
		letTheHangingOneGo(broker);
	}

	private void letTheHangingOneGo(Broker broker) {
		this.handler.letGo("HANGING");
		await().until(() -> ready(broker, TAP) == 1);
	}

	private String counter(String series) throws Exception {
		return get(this.port, "/actuator/prometheus").body()
			.lines()
			.filter((line) -> line.startsWith(series + " "))
			.map((line) -> line.substring(line.lastIndexOf(' ') + 1))
			.findFirst()
			.orElse("none");
	}

}
