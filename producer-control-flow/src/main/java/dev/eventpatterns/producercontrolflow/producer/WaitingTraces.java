package dev.eventpatterns.producercontrolflow.producer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.producercontrolflow.Role;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.MessageTraces;

/**
 * Which traces the orders in the buffer belong to. In memory only: an order outlives the
 * process, a trace ends with it.
 */
@Component
@Profile(Role.PRODUCER)
class WaitingTraces {

	/** Beyond that the oldest orders go on without their traces. */
	private static final int MOST = 50_000;

	private final MessageTraces traces;

	private final Map<String, Map<String, String>> contexts = new LinkedHashMap<>() {
		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
			return size() > MOST;
		}
	};

	WaitingTraces(MessageTraces traces) {
		this.traces = traces;
	}

	/** Orders go into the buffer, by the thread of their request. */
	void keep(List<TradeOrder> orders) {
		Map<String, String> context = this.traces.current();
		if (context.isEmpty()) {
			return;
		}
		synchronized (this) {
			for (TradeOrder order : orders) {
				this.contexts.put(idOf(order), context);
			}
		}
	}

	/** Orders go out of the buffer, or never came into it. */
	synchronized void forget(List<TradeOrder> orders) {
		if (!this.contexts.isEmpty()) {
			orders.forEach((order) -> this.contexts.remove(idOf(order)));
		}
	}

	/** The properties of an order's message, with its trace. */
	synchronized AMQP.BasicProperties with(AMQP.BasicProperties properties, TradeOrder order) {
		Map<String, String> context = this.contexts.get(idOf(order));
		return (context != null) ? MessageTraces.with(properties, context) : properties;
	}

	private static String idOf(TradeOrder order) {
		return String.valueOf(order.orderId());
	}

}
