package dev.eventpatterns.multibroker.consumer;

import java.time.Instant;

import com.rabbitmq.client.Delivery;

import dev.eventpatterns.multibroker.MultiBrokerTopology;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.QueueSession;

/**
 * An order as it came, with all that is needed to acknowledge it or to hand it over.
 *
 * @param session the stay at the broker that it belongs to
 * @param id the order's, or where it has none a new one
 */
record ReceivedOrder(QueueSession session, String id, Delivery message, TradeOrder order, Instant receivedAt,
		Tries tries) {

	/** Publishes what was done with it, and acknowledges it then. */
	void tell(byte[] event) {
		this.session.tell(MultiBrokerTopology.PROCESSED_EXCHANGE, event, this::acknowledge);
	}

	/** Hands it over to the workflow queue, and acknowledges it then. */
	void handOver(Throwable cause) {
		this.session.handOver(this.message, cause, this::acknowledge);
	}

	void acknowledge() {
		this.session.acknowledge(this.message.getEnvelope().getDeliveryTag(), false);
	}

	/** How often the handler has thrown; counted by the thread that has the order. */
	static final class Tries {

		private int failed;

		int failedOnceMore() {
			return ++this.failed;
		}

	}

}
