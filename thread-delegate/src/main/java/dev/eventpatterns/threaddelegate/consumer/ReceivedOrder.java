package dev.eventpatterns.threaddelegate.consumer;

import java.time.Instant;

import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOffExecution;

import dev.eventpatterns.threaddelegate.Hold;
import dev.eventpatterns.trading.TradeOrder;

/** An order as it came, with all that is needed to acknowledge it or to hand it over. */
final class ReceivedOrder {

	private final BrokerSession session;

	private final GatheredAcks acks;

	private final Delivery message;

	private final TradeOrder order;

	private final String context;

	private final Instant receivedAt = Instant.now();

	/** How its retries went so far, null before the first. Only its delegate uses it. */
	private @Nullable BackOffExecution retries;

	/** Set before the order is given to the dispatcher. */
	private @Nullable Hold<BrokerSession> ends;

	ReceivedOrder(BrokerSession session, GatheredAcks acks, Delivery message, TradeOrder order, String context) {
		this.session = session;
		this.acks = acks;
		this.message = message;
		this.order = order;
		this.context = context;
	}

	BrokerSession session() {
		return this.session;
	}

	/** Where it is acknowledged. */
	GatheredAcks acks() {
		return this.acks;
	}

	Delivery message() {
		return this.message;
	}

	TradeOrder order() {
		return this.order;
	}

	/** What it must keep its order in. */
	String context() {
		return this.context;
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

	/** What its account was held for until this order came, null if it was not. */
	@Nullable Hold<BrokerSession> ends() {
		return this.ends;
	}

	void ends(@Nullable Hold<BrokerSession> hold) {
		this.ends = hold;
	}

}
