package dev.eventpatterns.threaddelegate.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.threaddelegate.SidingLabel;

/**
 * How labels, probes, marks and events are written to the queues of the sidings. An event
 * keeps all it came with, but for what the broker would act upon: it must neither expire
 * in a siding nor go elsewhere.
 */
final class SidingMessages {

	private static final String OPENING = "siding-opening";

	private static final String PLACE = "siding-place";

	private static final String EXCHANGE = "siding-exchange";

	private static final String ROUTING_KEY = "siding-routing-key";

	private static final String NUMBER = "siding-number";

	private static final String CONTEXT = "context";

	private static final String PROBE = "siding-probe";

	private static final Set<String> ACTED_UPON = Set.of("CC", "BCC", "x-delivery-count");

	private SidingMessages() {
	}

	static AMQP.BasicProperties label(SidingLabel label) {
		return persistent(Map.of(NUMBER, label.siding(), CONTEXT, label.context(), OPENING, label.opening()));
	}

	static AMQP.BasicProperties probe(String name) {
		return persistent(Map.of(PROBE, name));
	}

	static AMQP.BasicProperties mark(SidingLabel label, String place) {
		return persistent(Map.of(OPENING, label.opening(), PLACE, place));
	}

	private static AMQP.BasicProperties persistent(Map<String, Object> headers) {
		return new AMQP.BasicProperties.Builder().deliveryMode(2).headers(headers).build();
	}

	static AMQP.BasicProperties event(Delivery message, SidingLabel label, String place) {
		Map<String, Object> headers = headers(message);
		headers.keySet().removeAll(ACTED_UPON);
		headers.put(OPENING, label.opening());
		headers.put(PLACE, place);
		headers.put(EXCHANGE, message.getEnvelope().getExchange());
		headers.put(ROUTING_KEY, message.getEnvelope().getRoutingKey());
		return message.getProperties().builder().headers(headers).deliveryMode(2).userId(null).expiration(null).build();
	}

	/** The event as it was before it was put into a siding. */
	static Delivery original(Delivery returned) {
		Map<String, Object> headers = headers(returned);
		String exchange = String.valueOf(headers.remove(EXCHANGE));
		String routingKey = String.valueOf(headers.remove(ROUTING_KEY));
		headers.remove(OPENING);
		headers.remove(PLACE);
		Envelope envelope = new Envelope(returned.getEnvelope().getDeliveryTag(), returned.getEnvelope().isRedeliver(),
				exchange, routingKey);
		return new Delivery(envelope, returned.getProperties().builder().headers(headers).build(), returned.getBody());
	}

	static @Nullable String opening(Delivery message) {
		return text(message, OPENING);
	}

	static String place(Delivery message) {
		return String.valueOf(text(message, PLACE));
	}

	static boolean isMark(Delivery message) {
		return text(message, ROUTING_KEY) == null;
	}

	static @Nullable String probe(Delivery message) {
		return text(message, PROBE);
	}

	/** What a message of the labels' queue says, or null if it is none of ours. */
	static @Nullable SidingLabel label(Delivery message) {
		String context = text(message, CONTEXT);
		String opening = text(message, OPENING);
		return (headers(message).get(NUMBER) instanceof Integer number && context != null && opening != null)
				? new SidingLabel(number, context, opening) : null;
	}

	private static @Nullable String text(Delivery message, String name) {
		Object value = headers(message).get(name);
		return (value != null) ? value.toString() : null;
	}

	private static Map<String, Object> headers(Delivery message) {
		Map<String, Object> headers = message.getProperties().getHeaders();
		return (headers != null) ? new HashMap<>(headers) : new HashMap<>();
	}

}
