package dev.eventpatterns.threaddelegate.consumer;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/**
 * The body of a processed event. Instants are ISO-8601 with microseconds.
 *
 * @param worker who handled the order
 * @param sentAt when its producer published it, null where that is unknown
 */
record Processed(@Nullable String orderId, String account, long sequence, String worker, @Nullable String sentAt,
		String receivedAt, String startedAt, String finishedAt) {

	private static final DateTimeFormatter MICROSECONDS = new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

	static Processed of(Delivery delivery, int delegate, Instant startedAt, Instant finishedAt) {
		TradeOrder order = delivery.order();
		Instant sentAt = TradeOrderMessages.sentAt(delivery.properties().getHeaders());
		return new Processed(order.orderId(), order.account(), order.sequence(), "delegate-" + delegate,
				(sentAt != null) ? MICROSECONDS.format(sentAt) : null, MICROSECONDS.format(delivery.receivedAt()),
				MICROSECONDS.format(startedAt), MICROSECONDS.format(finishedAt));
	}

}
