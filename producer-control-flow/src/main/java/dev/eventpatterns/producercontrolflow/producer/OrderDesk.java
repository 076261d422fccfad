package dev.eventpatterns.producercontrolflow.producer;

import java.io.IOException;
import java.util.List;

import org.springframework.amqp.AmqpException;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.producercontrolflow.BufferFullException;
import dev.eventpatterns.producercontrolflow.OrderBuffer;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowMeters;
import dev.eventpatterns.producercontrolflow.Role;
import dev.eventpatterns.producercontrolflow.UnconfirmedException;
import dev.eventpatterns.trading.TradeOrder;

/**
 * Where a producer's callers put their orders: returns when these are safe, and says why
 * when they are not.
 */
@Component
@Profile(Role.PRODUCER)
public class OrderDesk {

	private final OrderBuffer buffer;

	private final FlowLink link;

	private final ProducerControlFlowMeters meters;

	private final WaitingTraces traces;

	OrderDesk(OrderBuffer buffer, FlowLink link, ProducerControlFlowMeters meters, WaitingTraces traces) {
		this.buffer = buffer;
		this.link = link;
		this.meters = meters;
		this.traces = traces;
	}

	/**
	 * Takes orders over, all or none.
	 * @param orders the orders, each with an id
	 * @throws AmqpException if there was no room, or it is not known in time whether the
	 * broker has all
	 */
	public void takeOver(List<TradeOrder> orders) {
		this.link.offered(orders.size());
		this.traces.keep(orders);
		try {
			this.buffer.put(orders);
		}
		catch (BufferFullException ex) {
			throw refused("full", orders, ex);
		}
		catch (UnconfirmedException ex) {
			throw refused("unconfirmed", orders, ex);
		}
		catch (IOException ex) {
			throw refused("disk", orders, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw refused("stopping", orders, ex);
		}
	}

	private AmqpException refused(String reason, List<TradeOrder> orders, Exception cause) {
		this.traces.forget(orders);
		this.meters.refused(reason, orders.size());
		return new AmqpException(cause.getMessage(), cause);
	}

}
