package dev.eventpatterns.watchnotification.service;

import dev.eventpatterns.watchnotification.Change;

/**
 * Told of each value that is new to the service, by whichever way it came: one at a time,
 * never an older revision after a newer one of the same key. A bean of this type is all
 * that a service needs.
 */
@FunctionalInterface
public interface WatchListener {

	/**
	 * A value has changed.
	 * @param change key, value, revision
	 * @throws Exception if the value cannot be taken now: it comes again with the next
	 * renewal of the lease
	 */
	void changed(Change change) throws Exception;

}
