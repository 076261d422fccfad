package dev.eventpatterns.ambulance.consumer;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer;

import dev.eventpatterns.ambulance.Lane;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/**
 * An order as it came, with all that is needed to acknowledge it or to hand it over.
 *
 * @param session the stay at the queues that it belongs to
 * @param attempt how often it has been tried, this time included
 */
record ReceivedOrder(BrokerSession session, Lane lane, Delivery message, TradeOrder order, Instant receivedAt,
		int attempt) {

	private static final DateTimeFormatter MICROSECONDS = new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

	/** All headers have to fit into a frame. */
	private static final int LONGEST_REASON = 1_000;

	@Nullable Instant sentAt() {
		return TradeOrderMessages.sentAt(this.message.getProperties().getHeaders());
	}

	/** When it was sent or, where its sender did not say, when it came here. */
	Instant since() {
		Instant sentAt = sentAt();
		return (sentAt != null) ? sentAt : this.receivedAt;
	}

	ReceivedOrder nextAttempt() {
		return new ReceivedOrder(this.session, this.lane, this.message, this.order, this.receivedAt, this.attempt + 1);
	}

	/** What is published once it is done. */
	Processed processed(String worker, Instant startedAt, Instant finishedAt) {
		Instant sentAt = sentAt();
		return new Processed(this.order.orderId(), this.order.account(), this.order.sequence(), this.lane.label(),
				worker, (sentAt != null) ? MICROSECONDS.format(sentAt) : null, MICROSECONDS.format(this.receivedAt),
				MICROSECONDS.format(startedAt), MICROSECONDS.format(finishedAt));
	}

	/**
	 * The properties under which a message goes to the workflow queue: its own, and the
	 * headers that are usual there. Left out is what the broker would act upon again.
	 */
	static AMQP.BasicProperties failedBy(Delivery message, Throwable cause) {
		AMQP.BasicProperties received = message.getProperties();
		Map<String, Object> headers = new HashMap<>();
		if (received.getHeaders() != null) {
			headers.putAll(received.getHeaders());
		}
		headers.keySet().removeAll(Set.of("CC", "BCC"));
		headers.put(RepublishMessageRecoverer.X_EXCEPTION_MESSAGE, shortened(String.valueOf(cause.getMessage())));
		headers.put(RepublishMessageRecoverer.X_EXCEPTION_STACKTRACE, shortened(cause.toString()));
		headers.put(RepublishMessageRecoverer.X_ORIGINAL_EXCHANGE, message.getEnvelope().getExchange());
		headers.put(RepublishMessageRecoverer.X_ORIGINAL_ROUTING_KEY, message.getEnvelope().getRoutingKey());
		return received.builder().headers(headers).deliveryMode(2).userId(null).expiration(null).build();
	}

	private static String shortened(String text) {
		return (text.length() > LONGEST_REASON) ? text.substring(0, LONGEST_REASON) : text;
	}

	/** The body of a processed event. Instants are ISO-8601 with microseconds. */
	record Processed(@Nullable String orderId, String account, long sequence, String lane, String worker,
			@Nullable String sentAt, String receivedAt, String startedAt, String finishedAt) {
	}

}
