package dev.eventpatterns.trading.amqp;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderParser;
import dev.eventpatterns.trading.WireForm;

/**
 * Writes and reads trade orders as AMQP messages. Writing sets all that a consumer of
 * this suite can use; reading needs none of it, for a foreign client sets nothing but the
 * body.
 */
public final class TradeOrderMessages {

	/** The message type of every order that the suite publishes. */
	public static final String TYPE = "trade.order";

	/** Header: the account, whose order is to be kept. */
	public static final String CONTEXT_HEADER = "context";

	/** Header: when the producer published it, ISO-8601 with microseconds. */
	public static final String SENT_AT_HEADER = "sent-at";

	private static final int PERSISTENT = 2;

	private static final int TRANSIENT = 1;

	private TradeOrderMessages() {
	}

	/**
	 * The body that {@link #properties} announces.
	 * @param order the order to write
	 * @return its JSON form in UTF-8
	 */
	public static byte[] body(TradeOrder order) {
		return WireForm.JSON.write(order).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * The properties of an order's message.
	 * @param order the order
	 * @param sentAt when it is published
	 * @param persistent whether it should survive a restart of the broker
	 * @return properties for {@link #body}
	 */
	public static AMQP.BasicProperties properties(TradeOrder order, Instant sentAt, boolean persistent) {
		return new AMQP.BasicProperties.Builder().contentType(WireForm.JSON.contentType())
			.deliveryMode(persistent ? PERSISTENT : TRANSIENT)
			.messageId(order.orderId())
			.type(TYPE)
			.timestamp(Date.from(sentAt))
			.headers(Map.of(CONTEXT_HEADER, order.account(), SENT_AT_HEADER, MessageTime.format(sentAt)))
			.build();
	}

	/**
	 * Reads an order from any of its wire forms. An order whose body carries no id takes
	 * the message's.
	 * @param body the message's body
	 * @param contentType the message's content type, null where it has none
	 * @param messageId the message's id, null where it has none
	 * @return the order; its id is null where neither body nor message has one
	 * @throws MalformedOrderException if the body is none of the wire forms, or the
	 * message's id is needed and cannot serve as an order's
	 */
	public static TradeOrder read(byte[] body, @Nullable String contentType, @Nullable String messageId) {
		TradeOrder order = TradeOrderParser.parse(body, contentType);
		return (order.orderId() == null && messageId != null) ? order.withOrderId(messageId) : order;
	}

	/**
	 * Tells when a message was sent.
	 * @param headers the message's headers
	 * @return the instant, or null where the header is missing or is none: it serves
	 * measuring only, so an order is not refused for it
	 */
	public static @Nullable Instant sentAt(@Nullable Map<String, ?> headers) {
		Object value = (headers != null) ? headers.get(SENT_AT_HEADER) : null;
		try {
			return (value != null) ? Instant.parse(value.toString()) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
