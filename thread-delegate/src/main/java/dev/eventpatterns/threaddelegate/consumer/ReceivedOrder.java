package dev.eventpatterns.threaddelegate.consumer;

import java.time.Instant;

import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOffExecution;

import dev.eventpatterns.trading.TradeOrder;

/** An order as it came, with all that is needed to acknowledge it or to hand it over. */
final class ReceivedOrder {

	private final BrokerSession session;

	private final Delivery message;

	private final TradeOrder order;

	private final Instant receivedAt = Instant.now();

	/** How its retries went so far, null before the first. Only its delegate uses it. */
	private @Nullable BackOffExecution retries;

	ReceivedOrder(BrokerSession session, Delivery message, TradeOrder order) {
		this.session = session;
		this.message = message;
		this.order = order;
	}

	BrokerSession session() {
		return this.session;
	}

	Delivery message() {
		return this.message;
	}

	TradeOrder order() {
		return this.order;
	}

	Instant receivedAt() {
		return this.receivedAt;
	}

	@Nullable BackOffExecution retries() {
		return this.retries;
	}

	void retries(BackOffExecution execution) {
		this.retries = execution;
	}

}
