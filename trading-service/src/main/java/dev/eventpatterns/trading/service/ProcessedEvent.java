package dev.eventpatterns.trading.service;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.MessageTime;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/**
 * What a consumer publishes about an order that it has handled, as JSON. Instants are
 * ISO-8601 with microseconds.
 *
 * @param orderId null where the order has none
 * @param worker who handled the order
 * @param sentAt when its producer published it, null where that is unknown
 * @param receivedAt when the consumer received it
 * @param startedAt when its handling began
 * @param finishedAt when its handling ended
 * @param lane the lane that it came in, where there are several
 * @param broker the broker that it came from, where there are several
 */
public record ProcessedEvent(@Nullable String orderId, String account, long sequence, String worker,
		@Nullable String sentAt, String receivedAt, String startedAt, String finishedAt,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String lane,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String broker) {

	/**
	 * Tells what was done.
	 * @param order the order
	 * @param message as which it came
	 */
	public static ProcessedEvent of(TradeOrder order, Delivery message, String worker, Instant receivedAt,
			Instant startedAt, Instant finishedAt) {
		Instant sentAt = TradeOrderMessages.sentAt(message.getProperties().getHeaders());
		return new ProcessedEvent(order.orderId(), order.account(), order.sequence(), worker,
				(sentAt != null) ? MessageTime.format(sentAt) : null, MessageTime.format(receivedAt),
				MessageTime.format(startedAt), MessageTime.format(finishedAt), null, null);
	}

	/** The same event, and the lane that its order came in. */
	public ProcessedEvent inLane(String lane) {
		return new ProcessedEvent(this.orderId, this.account, this.sequence, this.worker, this.sentAt, this.receivedAt,
				this.startedAt, this.finishedAt, lane, this.broker);
	}

	/** The same event, and the broker that its order came from. */
	public ProcessedEvent from(String broker) {
		return new ProcessedEvent(this.orderId, this.account, this.sequence, this.worker, this.sentAt, this.receivedAt,
				this.startedAt, this.finishedAt, this.lane, broker);
	}

}
