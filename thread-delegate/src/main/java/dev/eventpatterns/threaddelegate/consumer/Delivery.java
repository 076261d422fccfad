package dev.eventpatterns.threaddelegate.consumer;

import java.time.Instant;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOffExecution;

import dev.eventpatterns.trading.TradeOrder;

/** An order as it came, with all that is needed to acknowledge it or to hand it over. */
final class Delivery {

	private final BrokerSession session;

	private final Envelope envelope;

	private final AMQP.BasicProperties properties;

	private final byte[] body;

	private final TradeOrder order;

	private final Instant receivedAt;

	/** How its retries went so far, null before the first. Only its delegate uses it. */
	private @Nullable BackOffExecution retries;

	Delivery(BrokerSession session, com.rabbitmq.client.Delivery message, TradeOrder order) {
		this.session = session;
		this.envelope = message.getEnvelope();
		this.properties = message.getProperties();
		this.body = message.getBody();
		this.order = order;
		this.receivedAt = Instant.now();
	}

	BrokerSession session() {
		return this.session;
	}

	long tag() {
		return this.envelope.getDeliveryTag();
	}

	Envelope envelope() {
		return this.envelope;
	}

	AMQP.BasicProperties properties() {
		return this.properties;
	}

	byte[] body() {
		return this.body;
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
