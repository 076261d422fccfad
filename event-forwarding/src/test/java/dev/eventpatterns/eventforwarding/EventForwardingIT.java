package dev.eventpatterns.eventforwarding;

import java.net.http.HttpResponse;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.WireForm;

import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.JSON;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.ORDERS;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.TEXT;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.get;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.jsonArray;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.orders;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.post;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.ready;
import static dev.eventpatterns.eventforwarding.EventForwardingFixtures.storedCount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** All three hops in one process. */
@WithRabbitLab
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "spring.datasource.url=jdbc:h2:mem:hops;MODE=PostgreSQL;DB_CLOSE_DELAY=-1")
class EventForwardingIT {

	@LocalServerPort
	private int port;

	@Test
	void carriesAnOrderFromHttpToTheDatabase() throws Exception {
		String order = """
				{"orderId":"o-1","account":"A-136","action":"PLACE","side":"SELL","symbol":"GOOG",\
				"quantity":2000000.25,"sequence":7}""";

		HttpResponse<String> response = post(this.port, JSON, order);

		assertThat(response.statusCode()).isEqualTo(202);
		assertThat(response.body()).isEqualTo("{\"accepted\":1}");
		await().until(() -> get(this.port, "/orders/o-1").statusCode() == 200);
		String stored = get(this.port, "/orders/o-1").body();
		assertThat(stored).startsWith(order.substring(0, order.length() - 1));
		assertThat(stored).contains("\"sentAt\":\"20").contains("\"storedAt\":\"20");
	}

	@Test
	void acceptsManyOrdersInOneRequest() throws Exception {
		long before = storedCount(this.port);
		List<TradeOrder> orders = orders(11, 5_000);

		HttpResponse<String> response = post(this.port, JSON, jsonArray(orders));

		assertThat(response.body()).isEqualTo("{\"accepted\":5000}");
		await().until(() -> storedCount(this.port) == before + 5_000);
	}

	@Test
	void storesAnOrderThatIsSentTwiceOnce() throws Exception {
		long before = storedCount(this.port);
		String order = WireForm.JSON.write(orders(12, 1).get(0));

		assertThat(post(this.port, JSON, order).statusCode()).isEqualTo(202);
		assertThat(post(this.port, JSON, "[" + order + "," + order + "]").statusCode()).isEqualTo(202);

		await().until(() -> metric("event_forwarding_duplicates_total") >= 2);
		assertThat(storedCount(this.port)).isEqualTo(before + 1);
	}

	@Test
	void acceptsTheTextFormsAndGivesThemIds() throws Exception {
		long before = storedCount(this.port);

		HttpResponse<String> response = post(this.port, TEXT, """
				PLACE SELL GOOG A-136 2,000,000.00
				(1) B-123,SELL,AAPL,206 SHARES
				BUY,AAPL,206
				""");

		assertThat(response.body()).isEqualTo("{\"accepted\":3}");
		await().until(() -> storedCount(this.port) == before + 3);
	}

	@Test
	void listsEveryBadEntryAndSendsNothingOfTheRequest() throws Exception {
		long before = storedCount(this.port);
		String good = WireForm.JSON.write(orders(13, 1).get(0));
		String negative = good.replaceFirst("\"quantity\":[0-9.]+", "\"quantity\":-5");
		String unknown = good.replace("{", "{\"colour\":\"red\",");

		HttpResponse<String> response = post(this.port, JSON, "[" + good + "," + negative + "," + unknown + ",7]");

		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(JsonPath.<List<Integer>>read(response.body(), "$.errors[*].entry")).containsExactly(2, 3, 4);
		assertThat(JsonPath.<List<String>>read(response.body(), "$.errors[*].field")).startsWith("quantity", "colour");
		// What comes after it on the same way has arrived, so it would have as well.
		String next = WireForm.JSON.write(orders(14, 1).get(0));
		assertThat(post(this.port, JSON, next).statusCode()).isEqualTo(202);
		await().until(() -> storedCount(this.port) > before);
		assertThat(storedCount(this.port)).isEqualTo(before + 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "null", "true", "[[]]", "not json", "{\"account\":", "\u0000" })
	void refusesWhatIsNoOrder(String body) throws Exception {
		HttpResponse<String> response = post(this.port, JSON, body);

		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(JsonPath.<List<String>>read(response.body(), "$.errors[*].reason")).isNotEmpty();
	}

	@Test
	void refusesABodyOf20MegabytesInWords() throws Exception {
		HttpResponse<String> response = post(this.port, JSON, new byte[20 * 1024 * 1024]);

		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("16777216");
	}

	@Test
	void refusesBytesThatAreNoText() throws Exception {
		byte[] noText = { (byte) 0xC3, (byte) 0x28, (byte) 0xFF };

		HttpResponse<String> response = post(this.port, TEXT, noText);

		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("UTF-8");
	}

	@Test
	void refusesAContentTypeThatItDoesNotKnow() throws Exception {
		HttpResponse<String> response = post(this.port, "application/xml", "<order/>");

		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("content-type");
	}

	@ParameterizedTest
	@CsvSource({ "/orders/none, 404", "/nowhere, 404", "/actuator/env, 404", "/actuator/beans, 404" })
	void answersWhatIsNotThereWithAProblem(String path, int status) throws Exception {
		HttpResponse<String> response = get(this.port, path);

		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

	@Test
	void tellsBrokerAndDatabaseApartInItsHealth() throws Exception {
		String health = get(this.port, "/actuator/health").body();

		assertThat(JsonPath.<String>read(health, "$.components.rabbit.status")).isEqualTo("UP");
		assertThat(JsonPath.<String>read(health, "$.components.db.status")).isEqualTo("UP");
	}

	@Test
	void countsWhatPassesEachHop() throws Exception {
		double accepted = metric("event_forwarding_accepted_total");
		double forwarded = metric("event_forwarding_forwarded_total");
		double stored = metric("event_forwarding_stored_total");
		double refused = metric("event_forwarding_refused_total");

		post(this.port, JSON, jsonArray(orders(15, 10)));
		post(this.port, TEXT, "BUY,AAPL,206 shares");

		await().until(() -> metric("event_forwarding_stored_total") == stored + 10);
		await().until(() -> metric("event_forwarding_forwarded_total") == forwarded + 10);
		assertThat(metric("event_forwarding_accepted_total")).isEqualTo(accepted + 10);
		assertThat(metric("event_forwarding_refused_total")).isEqualTo(refused + 1);
		await().until(() -> metric("event_forwarding_in_flight{hop=\"forwarder\"}") == 0);
		assertThat(metric("event_forwarding_end_to_end_latency_seconds_count")).isGreaterThanOrEqualTo(10);
		assertThat(metric("event_forwarding_confirm_latency_seconds_count{hop=\"intake\"}")).isPositive();
	}

	/** What it had not acknowledged would be in the queue again after a stop. */
	@Test
	void leavesNothingUnacknowledgedWhenNothingIsInFlight(@Autowired @Qualifier("forwarder") SmartLifecycle forwarder,
			Broker broker) throws Exception {
		long before = storedCount(this.port);

		post(this.port, JSON, jsonArray(orders(16, 333)));
		await().until(() -> storedCount(this.port) == before + 333);
		forwarder.stop();

		try {
			assertThat(ready(broker, ORDERS)).isZero();
		}
		finally {
			forwarder.start();
		}
	}

	private double metric(String series) throws Exception {
		String scraped = get(this.port, "/actuator/prometheus").body();
		return scraped.lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.findFirst()
			.orElseThrow(() -> new AssertionError("not scraped: " + series));
	}

}
