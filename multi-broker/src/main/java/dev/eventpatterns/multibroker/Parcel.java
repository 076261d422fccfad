package dev.eventpatterns.multibroker;

import java.util.Map;

import dev.eventpatterns.trading.TradeOrder;

/**
 * An order on its way to some broker, until one has confirmed it. Guarded by the
 * {@link Dispatcher}, but for what a broker's writer reads once it has been given it.
 */
public final class Parcel {

	private final TradeOrder order;

	private final Consignment consignment;

	private long position;

	private Map<String, Long> after = Map.of();

	private boolean sent;

	private boolean possibleDuplicate;

	Parcel(TradeOrder order, Consignment consignment) {
		this.order = order;
		this.consignment = consignment;
	}

	public TradeOrder order() {
		return this.order;
	}

	/**
	 * Grows with every order of this producer, over its restarts too; stays when the
	 * order is sent again. 0: no order is kept.
	 */
	public long position() {
		return this.position;
	}

	/**
	 * The brokers that may still hold older orders of the account, each with the position
	 * of the last; 0 where that is not known.
	 */
	public Map<String, Long> after() {
		return this.after;
	}

	/** Whether another broker may have it already. */
	public boolean possibleDuplicate() {
		return this.possibleDuplicate;
	}

	Consignment consignment() {
		return this.consignment;
	}

	void place(long at, Map<String, Long> behind) {
		this.position = at;
		this.after = behind;
	}

	void sent() {
		this.sent = true;
	}

	/** Its broker is gone, and may have it or not. */
	void displaced() {
		this.possibleDuplicate |= this.sent;
		this.sent = false;
	}

}
