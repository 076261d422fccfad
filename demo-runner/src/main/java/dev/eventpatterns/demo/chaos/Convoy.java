package dev.eventpatterns.demo.chaos;

import java.util.List;

/**
 * Keeps ways that are compared together: none gets far ahead of the slowest, so that a
 * kill finds all of them at work.
 */
public final class Convoy {

	private final int lead;

	private final List<AcceptedLedger> ledgers;

	/**
	 * Forms a convoy.
	 * @param lead how many orders one may be ahead of another, at least one request's
	 * @param ledgers what each has got accepted
	 */
	public Convoy(int lead, List<AcceptedLedger> ledgers) {
		this.lead = lead;
		this.ledgers = List.copyOf(ledgers);
	}

	/**
	 * Whether a way may send.
	 * @param orders how many orders it will have sent then
	 * @return false when the slowest must catch up first
	 */
	boolean mayRelease(int orders) {
		return this.ledgers.stream().mapToInt(AcceptedLedger::count).min().orElse(orders) + this.lead >= orders;
	}

}
