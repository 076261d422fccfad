package dev.eventpatterns.blueprint.consumer;

import java.time.Instant;

import com.rabbitmq.client.Delivery;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.QueueSession;

/**
 * An urgent order as it came.
 *
 * @param retries how often it was tried again
 */
record UrgentOrder(QueueSession session, Delivery message, TradeOrder order, Instant receivedAt, int retries) {

	UrgentOrder again() {
		return new UrgentOrder(this.session, this.message, this.order, this.receivedAt, this.retries + 1);
	}

	void acknowledge() {
		this.session.acknowledge(this.message.getEnvelope().getDeliveryTag(), false);
	}

}
