package dev.eventpatterns.eventforwarding.forwarder;

import java.util.HashMap;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.service.MessageSpan;
import dev.eventpatterns.trading.service.MessageTraces;

/**
 * A message that was received and not acknowledged yet: kept whole, to be sent again if
 * the next hop's channel breaks.
 *
 * @param tag what the acknowledgement names
 * @param properties as received, but for the trace, which goes on from here
 * @param body as received: the forwarder does not look inside, refusing is for whoever
 * has to understand
 * @param span ends when the next hop has it
 */
record Delivery(long tag, AMQP.BasicProperties properties, byte[] body, MessageSpan span) {

	/** The broker routes copies to the queues that these headers name. */
	private static final String[] ROUTING_HEADERS = { "CC", "BCC" };

	static Delivery of(com.rabbitmq.client.Delivery message, MessageTraces traces) {
		MessageSpan span = traces.begin("forward", message.getProperties().getHeaders());
		return new Delivery(message.getEnvelope().getDeliveryTag(), span.onwards(message.getProperties()),
				message.getBody(), span);
	}

	/**
	 * The properties to send it on with: those received, without what the broker would
	 * act upon a second time. A user id would be compared with ours, and the channel
	 * closed.
	 */
	AMQP.BasicProperties forwardedWith(int deliveryMode) {
		Integer received = this.properties.getDeliveryMode();
		if (received != null && received == deliveryMode && this.properties.getUserId() == null
				&& !hasRoutingHeaders(this.properties.getHeaders())) {
			return this.properties;
		}
		return this.properties.builder()
			.deliveryMode(deliveryMode)
			.userId(null)
			.headers(withoutRoutingHeaders(this.properties.getHeaders()))
			.build();
	}

	private static boolean hasRoutingHeaders(@Nullable Map<String, Object> headers) {
		if (headers == null) {
			return false;
		}
		for (String header : ROUTING_HEADERS) {
			if (headers.containsKey(header)) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable Map<String, Object> withoutRoutingHeaders(@Nullable Map<String, Object> headers) {
		if (!hasRoutingHeaders(headers)) {
			return headers;
		}
		Map<String, Object> kept = new HashMap<>(headers);
		for (String header : ROUTING_HEADERS) {
			kept.remove(header);
		}
		return kept;
	}

}
