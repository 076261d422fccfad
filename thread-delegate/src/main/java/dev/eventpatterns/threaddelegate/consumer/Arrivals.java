package dev.eventpatterns.threaddelegate.consumer;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.threaddelegate.Dispatcher;
import dev.eventpatterns.threaddelegate.Hold;
import dev.eventpatterns.threaddelegate.HoldLabel;
import dev.eventpatterns.threaddelegate.Role;
import dev.eventpatterns.threaddelegate.Sidings;
import dev.eventpatterns.threaddelegate.ThreadDelegateMeters;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;

/** Where orders go that have come from a queue. */
@Component
@Profile(Role.CONSUMER)
class Arrivals {

	private final ThreadDelegateProperties properties;

	private final Dispatcher<ReceivedOrder> dispatcher;

	private final FailedOrders failedOrders;

	private final ThreadDelegateMeters meters;

	private final AtomicLong arrivals = new AtomicLong();

	Arrivals(ThreadDelegateProperties properties, Dispatcher<ReceivedOrder> dispatcher, FailedOrders failedOrders,
			ThreadDelegateMeters meters) {
		this.properties = properties;
		this.dispatcher = dispatcher;
		this.failedOrders = failedOrders;
		this.meters = meters;
	}

	/** Takes an order to memory or to a siding. */
	void arrived(BrokerSession from, Delivery message, GatheredAcks acks) {
		ReceivedOrder received = read(from, message, acks);
		if (received == null) {
			return;
		}
		Sidings<ReceivedOrder> sidings = from.sidings().sidings();
		if (this.failedOrders.isAwaited(received)) {
			sidings.arrivedMended(received.order().account(), received);
			this.dispatcher.submitMended(received.context(), received);
		}
		else {
			sidings.arrived(received.order().account(), received);
		}
	}

	/**
	 * Reads an order, or hands it over to the workflow queue.
	 * @return the order, or null if it was malformed
	 */
	@Nullable ReceivedOrder read(BrokerSession from, Delivery message, GatheredAcks acks) {
		try {
			TradeOrder order = TradeOrderMessages.read(message.getBody(), message.getProperties().getContentType(),
					message.getProperties().getMessageId());
			String context = this.properties.mode().context(order, this.arrivals.getAndIncrement());
			return new ReceivedOrder(from, acks, message, order, context);
		}
		catch (MalformedOrderException ex) {
			this.meters.handedOver();
			from.refuse(message, acks, ex);
			return null;
		}
	}

	/**
	 * Lets an order be handled behind all others of its account; before them, if it has
	 * been put into a siding and they are held for it.
	 */
	void run(ReceivedOrder received, boolean fromSiding) {
		if (fromSiding && this.failedOrders.isAwaited(received)) {
			this.dispatcher.submitMended(received.context(), received);
		}
		else {
			this.dispatcher.submit(received.context(), received);
		}
	}

	/** A stay at a queue begins: accounts are held as the labels say. */
	void recover(BrokerSession session, List<HoldLabel> held) {
		this.failedOrders.holds().recover(session.orders(), session, held);
	}

	/** A hold is over. */
	void released(Hold<BrokerSession> hold) {
		this.failedOrders.holds().released(hold);
	}

	/** Somebody else consumes from a queue, and holds what is to be held. */
	void lostTo(String orders) {
		this.failedOrders.holds().forget(orders);
	}

}
