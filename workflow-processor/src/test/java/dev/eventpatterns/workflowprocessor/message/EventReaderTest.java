package dev.eventpatterns.workflowprocessor.message;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.impl.LongStringHelper;
import com.rabbitmq.client.impl.ValueWriter;
import org.junit.jupiter.api.Test;

import dev.eventpatterns.workflowprocessor.Cause;
import dev.eventpatterns.workflowprocessor.FailedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read from a message, whatever it is. */
class EventReaderTest {

	@Test
	void readsWhatTheRecovererSays() {
		FailedEvent event = read(Map.of("x-original-exchange", "", "x-original-routingKey", "thread-delegate.orders",
				"x-exception-message", "quantity: must be 206, was 'x'", "x-exception-stacktrace",
				"dev.eventpatterns.trading.MalformedOrderException: quantity"), "BUY,AAPL,x");

		assertThat(event.origin().queue()).isEqualTo("thread-delegate.orders");
		assertThat(event.origin().module()).isEqualTo("thread-delegate");
		assertThat(event.complaint().exception()).isEqualTo("MalformedOrderException");
		assertThat(event.complaint().cause()).isEqualTo(Cause.FAILED);
	}

	@Test
	void readsWhyTheBrokerDeadLettered() {
		Map<String, Object> latest = Map.of("queue", "ambulance.standard", "reason", "expired", "count", 1L);
		Map<String, Object> earlier = Map.of("queue", "other", "reason", "rejected", "count", 4L);

		FailedEvent event = read(Map.of("x-death", List.of(latest, earlier)), "BUY,AAPL,206");

		assertThat(event.origin().queue()).isEqualTo("ambulance.standard");
		assertThat(event.origin().exchange()).isEmpty();
		assertThat(event.complaint().cause()).isEqualTo(Cause.EXPIRED);
	}

	@Test
	void saysThatItDoesNotKnowTheOrigin() {
		assertThat(read(Map.of(), "x").origin().isKnown()).isFalse();
	}

	@Test
	void findsWhoseOrderItIsInABrokenBody() {
		FailedEvent event = read(Map.of(), "{\"orderId\":\"o-17\",\"account\" : \"A-9\",\"side\":");

		assertThat(event.subject()).isEqualTo(new FailedEvent.Subject("o-17", "A-9"));
	}

	@Test
	void countsNoDeliveryOfTheBrokerAsAnotherEvent() {
		FailedEvent first = read(Map.of("a", 1), "x");
		FailedEvent again = read(Map.of("a", 1, "x-delivery-count", 1L), "x");

		assertThat(again.delivery()).isEqualTo(first.delivery());
		assertThat(read(Map.of("a", 2), "x").delivery()).isNotEqualTo(first.delivery());
	}

	@Test
	void restoresHeadersOfEveryType() throws Exception {
		Map<String, Object> headers = new HashMap<>();
		headers.put("text", LongStringHelper.asLongString("\u00e4\u0000<script>"));
		headers.put("no text", LongStringHelper.asLongString(new byte[] { (byte) 0xFF, 0 }));
		headers.put("bytes", new byte[] { 0, -1, 127 });
		headers.put("int", Integer.MIN_VALUE);
		headers.put("long", Long.MAX_VALUE);
		headers.put("short", (short) -2);
		headers.put("byte", (byte) -3);
		headers.put("true", true);
		headers.put("float", Float.NaN);
		headers.put("double", Double.NEGATIVE_INFINITY);
		headers.put("decimal", new BigDecimal("-12.3400"));
		headers.put("date", new Date(1_700_000_000_000L));
		headers.put("nothing", null);
		headers.put("table", Map.of("list", new ArrayList<>(List.of(1, List.of(), Map.of("t", 5L))), "e", Map.of()));

		Map<String, Object> restored = HeaderJson.read(HeaderJson.write(headers));

		assertThat(restored).containsOnlyKeys(headers.keySet());
		for (Map.Entry<String, Object> header : headers.entrySet()) {
			assertThat(wire(restored.get(header.getKey()))).as(header.getKey()).isEqualTo(wire(header.getValue()));
		}
	}

	@Test
	void restoresProperties() {
		BasicProperties properties = new BasicProperties.Builder().contentType("text/plain")
			.contentEncoding("gzip")
			.deliveryMode(2)
			.priority(5)
			.correlationId("c")
			.replyTo("r")
			.expiration("100")
			.messageId("m\u0001")
			.timestamp(new Date(1_700_000_000_000L))
			.type("t")
			.userId("u")
			.appId("a")
			.build();

		assertThat(PropertyJson.read(PropertyJson.write(properties)).build()).isEqualTo(properties);
		assertThat(PropertyJson.read("{}").build()).isEqualTo(new BasicProperties());
	}

	/**
	 * As the bytes that go over the wire: values of several classes are the same there.
	 */
	private static byte[] wire(Object value) throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ValueWriter(new DataOutputStream(bytes)).writeFieldValue(value);
		return bytes.toByteArray();
	}

	private static FailedEvent read(Map<String, Object> headers, String body) {
		return EventReader.read(new Delivery(new Envelope(1, false, "workflow", "workflow.events"),
				new BasicProperties.Builder().headers(headers).build(), body.getBytes()), Instant.EPOCH);
	}

}
