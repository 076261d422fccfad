package dev.eventpatterns.benchmarks.multibroker;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.OrderHandler;

/** What was accepted and what was handled, and how. */
final class Ledger implements OrderHandler {

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final Set<String> handled = ConcurrentHashMap.newKeySet();

	private final Map<String, Long> lastOf = new ConcurrentHashMap<>();

	private final LongAdder count = new LongAdder();

	private final LongAdder taken = new LongAdder();

	private final LongAdder twice = new LongAdder();

	private final LongAdder outOfOrder = new LongAdder();

	private volatile boolean ordered;

	/** From now on the order within an account counts. */
	Ledger ordered() {
		this.ordered = true;
		return this;
	}

	@Override
	public void handle(TradeOrder order) {
		this.count.increment();
		if (!this.handled.add(String.valueOf(order.orderId()))) {
			this.twice.increment();
			return;
		}
		Long last = this.lastOf.put(order.account(), order.sequence());
		if (this.ordered && last != null && last >= order.sequence()) {
			this.outOfOrder.increment();
		}
	}

	void accepted(Iterable<TradeOrder> orders) {
		orders.forEach((order) -> {
			this.accepted.add(String.valueOf(order.orderId()));
			this.taken.increment();
		});
	}

	/** How many orders were handled, again and again ones too. */
	long count() {
		return this.count.sum();
	}

	long acceptedCount() {
		return this.taken.sum();
	}

	/** Accepted and not handled, about. */
	long inProgress() {
		return acceptedCount() - count();
	}

	/** Accepted and not handled. */
	long missing() {
		return this.accepted.stream().filter((id) -> !this.handled.contains(id)).count();
	}

	/** Handled a second time. */
	long twice() {
		return this.twice.sum();
	}

	/** Handled after a later one of their account. */
	long outOfOrder() {
		return this.outOfOrder.sum();
	}

}
