package dev.eventpatterns.eventforwarding.intake;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.AMQP;

/**
 * The orders of one request on their way to the broker: done when all of them are taken
 * over, failed when one is not.
 */
final class Handover {

	private final List<OutgoingOrder> orders;

	private final CompletableFuture<Void> outcome = new CompletableFuture<>();

	private int open;

	Handover(List<OutgoingOrder> orders) {
		this.orders = orders;
		this.open = orders.size();
	}

	List<OutgoingOrder> orders() {
		return this.orders;
	}

	CompletableFuture<Void> outcome() {
		return this.outcome;
	}

	synchronized void takenOver() {
		if (--this.open == 0) {
			this.outcome.complete(null);
		}
	}

	void fail(String reason) {
		this.outcome.completeExceptionally(new HandoverFailedException(reason));
	}

	/** One order, ready to be published. */
	record OutgoingOrder(AMQP.BasicProperties properties, byte[] body) {
	}

}
