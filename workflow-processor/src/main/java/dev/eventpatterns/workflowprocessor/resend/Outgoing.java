package dev.eventpatterns.workflowprocessor.resend;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import com.rabbitmq.client.AMQP.BasicProperties;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.workflowprocessor.Origin;
import dev.eventpatterns.workflowprocessor.message.HeaderJson;
import dev.eventpatterns.workflowprocessor.message.Headers;
import dev.eventpatterns.workflowprocessor.message.PropertyJson;
import dev.eventpatterns.workflowprocessor.message.SubjectReader;
import dev.eventpatterns.workflowprocessor.store.Content;
import dev.eventpatterns.workflowprocessor.store.StoredEvent;

/**
 * An event as it goes back: with its own properties and headers, but for those of its
 * failure, and with its lineage. It keeps its message id, by which consumers know it; one
 * that had none gets one, or nobody could tell what became of it.
 *
 * @param event the event
 * @param target where it goes
 * @param properties with which it goes
 * @param body what it says
 * @param orderId under which its consumer will know it
 */
record Outgoing(StoredEvent event, Origin target, BasicProperties properties, byte[] body, String orderId) {

	private static final int PERSISTENT = 2;

	/**
	 * Makes an event ready to go.
	 * @param edited another body, null for its own
	 */
	static Outgoing of(StoredEvent event, Content content, byte @Nullable [] edited) {
		BasicProperties received = PropertyJson.read(content.properties()).build();
		Map<String, Object> headers = new HashMap<>(HeaderJson.read(content.headers()));
		Headers.dropFailure(headers);
		headers.put(Headers.LINEAGE, event.lineage().toString());
		headers.put(Headers.ATTEMPT, event.attempt() + 1);
		byte[] body = (edited != null) ? edited : content.body();
		String messageId = messageId(event, received);
		String orderId = SubjectReader.orderId(body, received.getContentType(), messageId);
		BasicProperties properties = received.builder()
			.headers(headers)
			.messageId(messageId)
			.deliveryMode(PERSISTENT)
			.expiration(null)
			.userId(null)
			.build();
		return new Outgoing(event, event.origin(), properties, body, (orderId != null) ? orderId : messageId);
	}

	private static String messageId(StoredEvent event, BasicProperties received) {
		if (received.getMessageId() != null) {
			return received.getMessageId();
		}
		return Objects.requireNonNullElseGet(event.orderId(), OrderIds::next);
	}

	/** What a returned message is known by: there are never two of it under way. */
	String mark() {
		return mark(this.properties);
	}

	static String mark(BasicProperties properties) {
		Map<String, Object> headers = properties.getHeaders();
		return headers.get(Headers.LINEAGE) + "/" + headers.get(Headers.ATTEMPT);
	}

}
