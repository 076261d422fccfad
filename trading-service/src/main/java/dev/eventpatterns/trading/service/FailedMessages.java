package dev.eventpatterns.trading.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;

import org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer;

/**
 * The properties under which a message goes to the workflow queue: its own, and the
 * headers that Spring AMQP's {@link RepublishMessageRecoverer} sets. Left out is what the
 * broker would act upon again.
 */
final class FailedMessages {

	/** All headers have to fit into a frame. */
	private static final int LONGEST_REASON = 1_000;

	private static final Set<String> ACTED_UPON = Set.of("CC", "BCC");

	private FailedMessages() {
	}

	static AMQP.BasicProperties of(Delivery message, Throwable cause) {
		AMQP.BasicProperties received = message.getProperties();
		Map<String, Object> headers = new HashMap<>();
		if (received.getHeaders() != null) {
			headers.putAll(received.getHeaders());
		}
		headers.keySet().removeAll(ACTED_UPON);
		headers.put(RepublishMessageRecoverer.X_EXCEPTION_MESSAGE, shortened(String.valueOf(cause.getMessage())));
		headers.put(RepublishMessageRecoverer.X_EXCEPTION_STACKTRACE, shortened(cause.toString()));
		headers.put(RepublishMessageRecoverer.X_ORIGINAL_EXCHANGE, message.getEnvelope().getExchange());
		headers.put(RepublishMessageRecoverer.X_ORIGINAL_ROUTING_KEY, message.getEnvelope().getRoutingKey());
		return received.builder().headers(headers).deliveryMode(2).userId(null).expiration(null).build();
	}

	private static String shortened(String text) {
		return (text.length() > LONGEST_REASON) ? text.substring(0, LONGEST_REASON) : text;
	}

}
