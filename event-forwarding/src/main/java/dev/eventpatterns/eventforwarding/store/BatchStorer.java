package dev.eventpatterns.eventforwarding.store;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

import dev.eventpatterns.eventforwarding.EventForwardingMeters;
import dev.eventpatterns.eventforwarding.Role;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.MessageSpan;
import dev.eventpatterns.trading.service.MessageTraces;

/**
 * Puts a batch of messages where it belongs: orders into the database, in one commit,
 * everything else to the workflow queue. When it returns, none of them is this hop's
 * responsibility any more; when it throws, all of them still are.
 */
@Component
@Profile(Role.STORE)
class BatchStorer {

	private static final Logger log = LoggerFactory.getLogger(BatchStorer.class);

	private final OrderRepository orders;

	private final WorkflowHandover workflow;

	private final EventForwardingMeters meters;

	private final MessageTraces traces;

	BatchStorer(OrderRepository orders, WorkflowHandover workflow, EventForwardingMeters meters, MessageTraces traces) {
		this.orders = orders;
		this.workflow = workflow;
		this.meters = meters;
		this.traces = traces;
	}

	/** A commit is part of as many traces as it has orders. */
	void store(List<Message> batch) {
		List<MessageSpan> spans = batch.stream()
			.map((message) -> this.traces.begin("store", message.getMessageProperties().getHeaders()))
			.toList();
		try {
			Map<Message, Exception> failed = storeOrders(batch);
			if (!failed.isEmpty()) {
				tell(batch, spans, failed);
				handOver(failed);
			}
		}
		catch (RuntimeException ex) {
			spans.forEach((span) -> span.failed(ex));
			throw ex;
		}
		finally {
			spans.forEach(MessageSpan::close);
		}
	}

	/** Those that are none, or that the database refuses, are left. */
	private Map<Message, Exception> storeOrders(List<Message> batch) {
		Map<Message, ReceivedOrder> received = new LinkedHashMap<>();
		Map<Message, Exception> failed = new LinkedHashMap<>();
		for (Message message : batch) {
			try {
				received.put(message, read(message));
			}
			catch (MalformedOrderException ex) {
				failed.put(message, ex);
			}
		}
		storeAll(received, failed);
		return failed;
	}

	private static void tell(List<Message> batch, List<MessageSpan> spans, Map<Message, Exception> failed) {
		for (int i = 0; i < spans.size(); i++) {
			Exception cause = failed.get(batch.get(i));
			if (cause != null) {
				spans.get(i).failed(cause);
			}
		}
	}

	private void handOver(Map<Message, Exception> failed) {
		this.workflow.handOver(failed);
		this.meters.handedOver(failed.size());
		log.info("Handed over {} events, the first because of {}", failed.size(),
				failed.values().iterator().next().getMessage());
	}

	private void storeAll(Map<Message, ReceivedOrder> received, Map<Message, Exception> failed) {
		if (received.isEmpty()) {
			return;
		}
		try {
			storeAll(List.copyOf(received.values()));
		}
		catch (DataIntegrityViolationException ex) {
			// Not an outage: the database refuses an order. Find out which.
			received.forEach((message, order) -> storeOne(message, order, failed));
		}
	}

	private void storeOne(Message message, ReceivedOrder order, Map<Message, Exception> failed) {
		try {
			storeAll(List.of(order));
		}
		catch (DataIntegrityViolationException ex) {
			failed.put(message, ex);
		}
	}

	private void storeAll(List<ReceivedOrder> received) {
		int added = this.orders.storeAll(received);
		Instant now = Instant.now();
		int unidentified = 0;
		for (ReceivedOrder order : received) {
			unidentified += order.identified() ? 0 : 1;
			if (order.sentAt() != null) {
				this.meters.endToEnd(Duration.between(order.sentAt(), now));
			}
		}
		this.meters.stored(added);
		this.meters.duplicates(received.size() - added);
		this.meters.unidentified(unidentified);
	}

	private static ReceivedOrder read(Message message) {
		MessageProperties properties = message.getMessageProperties();
		TradeOrder order = TradeOrderMessages.read(message.getBody(), properties.getContentType(),
				properties.getMessageId());
		Instant sentAt = TradeOrderMessages.sentAt(properties.getHeaders());
		return (order.orderId() != null) ? new ReceivedOrder(order, sentAt, true)
				: new ReceivedOrder(order.withOrderId(OrderIds.next()), sentAt, false);
	}

}
