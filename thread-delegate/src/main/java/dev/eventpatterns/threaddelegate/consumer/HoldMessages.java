package dev.eventpatterns.threaddelegate.consumer;

import java.util.HashMap;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.threaddelegate.HoldLabel;

/** How holds are written to the queue of the labels, and told to whoever mends events. */
final class HoldMessages {

	/** On an event that is handed over: whether its followers wait for it. */
	private static final String CONTEXT_HELD = "context-held";

	private static final String NAME = "hold-name";

	private static final String CONTEXT = "context";

	private static final String AWAITED = "hold-awaited";

	private static final String RELEASED = "hold-released";

	private HoldMessages() {
	}

	static AMQP.BasicProperties label(HoldLabel label) {
		return persistent(Map.of(NAME, label.name(), CONTEXT, label.context(), AWAITED, label.awaited()));
	}

	static AMQP.BasicProperties released(HoldLabel label) {
		return persistent(Map.of(RELEASED, label.name()));
	}

	private static AMQP.BasicProperties persistent(Map<String, Object> headers) {
		return new AMQP.BasicProperties.Builder().deliveryMode(2).headers(headers).build();
	}

	/** What a message says, or null if it is no label of a held context. */
	static @Nullable HoldLabel label(Delivery message) {
		String name = text(message, NAME);
		String context = text(message, CONTEXT);
		String awaited = text(message, AWAITED);
		return (name != null && context != null && awaited != null) ? new HoldLabel(context, awaited, name) : null;
	}

	/** The name of the label that a message ends, or null if it ends none. */
	static @Nullable String released(Delivery message) {
		return text(message, RELEASED);
	}

	/** The event, and whether its followers wait for it. */
	static Delivery marked(Delivery message, boolean held) {
		Map<String, Object> headers = headers(message);
		headers.remove(CONTEXT_HELD);
		if (held) {
			headers.put(CONTEXT_HELD, true);
		}
		return new Delivery(message.getEnvelope(), message.getProperties().builder().headers(headers).build(),
				message.getBody());
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
