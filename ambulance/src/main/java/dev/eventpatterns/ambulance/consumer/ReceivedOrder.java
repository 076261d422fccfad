package dev.eventpatterns.ambulance.consumer;

import java.time.Instant;

import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.ambulance.Lane;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.QueueSession;

/**
 * An order as it came, with all that is needed to acknowledge it or to hand it over.
 *
 * @param session the stay at the queues that it belongs to
 * @param attempt how often it has been tried, this time included
 */
record ReceivedOrder(QueueSession session, Lane lane, Delivery message, TradeOrder order, Instant receivedAt,
		int attempt) {

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

	/** The order has been taken over by somebody, or needs nobody any more. */
	void acknowledge() {
		this.session.acknowledge(this.message.getEnvelope().getDeliveryTag(), false);
	}

}
