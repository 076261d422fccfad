package dev.eventpatterns.demo.chaos;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The book of what a service took responsibility for: an order stands in it exactly when
 * the service answered 202 for it. Safe for use by several threads.
 */
public final class AcceptedLedger {

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final LongAdder refusals = new LongAdder();

	/**
	 * Enters orders that were answered 202. An order that is answered twice stands in the
	 * book once.
	 * @param orderIds the orders of the request
	 */
	public void accepted(Collection<String> orderIds) {
		this.accepted.addAll(orderIds);
	}

	/** Counts a request that was answered 503, or not at all. */
	public void refused() {
		this.refusals.increment();
	}

	public int count() {
		return this.accepted.size();
	}

	/** How many requests had to be sent again. */
	public long refusals() {
		return this.refusals.sum();
	}

	/** The ids of all orders in the book. */
	public Set<String> orderIds() {
		return Set.copyOf(this.accepted);
	}

}
