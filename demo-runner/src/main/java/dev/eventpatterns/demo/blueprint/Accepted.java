package dev.eventpatterns.demo.blueprint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which orders the system took responsibility for, and when. */
final class Accepted {

	private final Map<String, Entry> entries = new ConcurrentHashMap<>();

	/** Orders were accepted just now. */
	void add(List<String> orderIds, Kind kind) {
		long now = System.currentTimeMillis();
		orderIds.forEach((id) -> this.entries.putIfAbsent(id, new Entry(kind, now)));
	}

	int count() {
		return this.entries.size();
	}

	Set<String> orderIds() {
		return Set.copyOf(this.entries.keySet());
	}

	/** All orders, by their id. */
	Map<String, Entry> entries() {
		return this.entries;
	}

	/** What kind of order it is, for the response times. */
	enum Kind {

		/** As most are. */
		ORDINARY,

		/** In the lane for those that cannot wait. */
		URGENT,

		/** Waits by intention, and for others: the hot account, and what was poisoned. */
		DELAYED

	}

	/**
	 * An order that was accepted.
	 *
	 * @param kind what kind of order it is
	 * @param atMillis when the producer had answered, by the clock
	 */
	record Entry(Kind kind, long atMillis) {
	}

}
