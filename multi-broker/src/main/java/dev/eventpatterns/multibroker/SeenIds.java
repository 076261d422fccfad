package dev.eventpatterns.multibroker;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the ids of the last orders that were done, so that one which comes a second
 * time, from whatever broker, is recognized. What is older than its bound is forgotten.
 * For use by any number of threads.
 */
public final class SeenIds {

	private final Map<String, Boolean> ids;

	/**
	 * Remembers nothing.
	 * @param most how many ids to remember
	 */
	public SeenIds(int most) {
		this.ids = new LinkedHashMap<>() {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
				return size() > most;
			}

		};
	}

	/** Whether the order was done, as far as is remembered. */
	public synchronized boolean contains(String id) {
		return this.ids.containsKey(id);
	}

	/** The order is done. */
	public synchronized void add(String id) {
		this.ids.put(id, Boolean.TRUE);
	}

}
