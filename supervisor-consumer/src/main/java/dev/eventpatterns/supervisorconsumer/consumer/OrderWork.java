package dev.eventpatterns.supervisorconsumer.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.supervisorconsumer.Role;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerMeters;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerProperties;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerTopology;
import dev.eventpatterns.supervisorconsumer.TradeReply;
import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.trading.service.MessageTraces;
import dev.eventpatterns.trading.service.OrderHandler;
import dev.eventpatterns.trading.service.ProcessedEvent;
import dev.eventpatterns.trading.service.QueueSession;

/**
 * What a consumer does with an order: handles it, tries again when that fails, tells what
 * was done, replies to whoever waits, and then acknowledges. What cannot be handled goes
 * to the workflow queue. A consumer keeps its order between two tries: it could not take
 * another one before this one is acknowledged.
 */
@Component
@Profile(Role.CONSUMER)
class OrderWork {

	private static final Logger log = LoggerFactory.getLogger(OrderWork.class);

	private final SupervisorConsumerProperties properties;

	private final OrderHandler handler;

	private final SupervisorConsumerMeters meters;

	private final JsonMapper json;

	private final MessageTraces traces;

	OrderWork(SupervisorConsumerProperties properties, OrderHandler handler, SupervisorConsumerMeters meters,
			JsonMapper json, MessageTraces traces) {
		this.properties = properties;
		this.handler = handler;
		this.meters = meters;
		this.json = json;
		this.traces = traces;
	}

	/**
	 * Handles an order to its end.
	 * @param acknowledge told the delivery tag once the order is done with
	 * @throws InterruptedException when the application stops; the order comes again
	 */
	void handle(String queue, PooledConsumer.Received received, String worker, QueueSession session,
			LongConsumer acknowledge, WorkFigures figures) throws InterruptedException {
		Delivery message = received.message();
		if (message.getEnvelope().isRedeliver()) {
			this.meters.of(queue).redelivered();
		}
		Instant startedAt = Instant.now();
		long begun = System.nanoTime();
		TradeOrder order;
		try {
			order = TradeOrderMessages.read(message.getBody(), message.getProperties().getContentType(),
					message.getProperties().getMessageId());
			attempt(queue, order, message);
		}
		catch (MalformedOrderException | FailedForGood ex) {
			figures.done(System.nanoTime() - begun);
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			handOver(queue, message, cause, session, acknowledge);
			return;
		}
		Instant finishedAt = Instant.now();
		figures.done(System.nanoTime() - begun);
		note(queue, order, message, finishedAt);
		reply(session, message,
				new TradeReply(order.orderId(), TradeReply.EXECUTED, null, worker, startedAt, finishedAt));
		long tag = message.getEnvelope().getDeliveryTag();
		if (this.properties.publishProcessed()) {
			byte[] event = this.json
				.writeValueAsBytes(ProcessedEvent.of(order, message, worker, received.at(), startedAt, finishedAt));
			session.tell(SupervisorConsumerTopology.PROCESSED_EXCHANGE, event, () -> acknowledge.accept(tag));
		}
		else {
			acknowledge.accept(tag);
		}
	}

	private void attempt(String queue, TradeOrder order, Delivery message) throws InterruptedException, FailedForGood {
		long delay = this.properties.retry().delay().toMillis();
		for (int retries = 0;; retries++, delay *= 2) {
			try {
				this.traces.handle(this.handler, order, message.getProperties().getHeaders());
				return;
			}
			catch (InterruptedException ex) {
				throw ex;
			}
			catch (Throwable ex) {
				// Whatever a handler throws must not end the consumer.
				this.meters.of(queue).failed();
				if (retries == this.properties.retry().maxRetries()) {
					throw new FailedForGood(ex);
				}
			}
			Thread.sleep(delay);
		}
	}

	private void note(String queue, TradeOrder order, Delivery message, Instant finishedAt) {
		this.meters.of(queue).processed(order.orderId() != null);
		Instant sentAt = TradeOrderMessages.sentAt(message.getProperties().getHeaders());
		if (sentAt != null) {
			this.meters.of(queue).responded(Duration.between(sentAt, finishedAt));
		}
	}

	private void handOver(String queue, Delivery message, Throwable cause, QueueSession session,
			LongConsumer acknowledge) {
		log.warn("Order {} from {} goes to the workflow queue: {}", message.getProperties().getMessageId(), queue,
				cause.toString());
		this.meters.of(queue).handedOver();
		Instant now = Instant.now();
		reply(session, message, new TradeReply(message.getProperties().getMessageId(), TradeReply.FAILED,
				String.valueOf(cause.getMessage()), null, now, now));
		session.handOver(message, cause, () -> acknowledge.accept(message.getEnvelope().getDeliveryTag()));
	}

	/** Nobody has to be there to get it: who waits may have given up. */
	private void reply(QueueSession session, Delivery message, TradeReply reply) {
		String replyTo = message.getProperties().getReplyTo();
		if (replyTo != null) {
			AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder().contentType("application/json")
				.correlationId(message.getProperties().getCorrelationId())
				.build();
			session.publish("", replyTo, false, properties, this.json.writeValueAsBytes(reply), () -> {
			});
		}
	}

	/** The handler threw each time. */
	private static final class FailedForGood extends Exception {

		private static final long serialVersionUID = 1L;

		FailedForGood(@Nullable Throwable cause) {
			super(cause);
		}

	}

}
