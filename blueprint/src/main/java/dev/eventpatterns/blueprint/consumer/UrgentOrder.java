package dev.eventpatterns.blueprint.consumer;

import java.time.Instant;

import com.rabbitmq.client.Delivery;

import org.springframework.util.backoff.BackOffExecution;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.QueueSession;

/**
 * An urgent order as it came.
 *
 * @param retries how its retries go
 */
record UrgentOrder(QueueSession session, Delivery message, TradeOrder order, Instant receivedAt,
		BackOffExecution retries) {

	void acknowledge() {
		this.session.acknowledge(this.message.getEnvelope().getDeliveryTag(), false);
	}

}
