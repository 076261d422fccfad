package dev.eventpatterns.watchnotification;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * At the service: lets each revision of a key through once, and never an older one after
 * a newer one, by whichever way they come. What the listener could not take does not
 * count as seen, so that it is let through again. Safe for use by several threads.
 */
public final class RevisionGate {

	private final Map<String, Long> seen = new HashMap<>();

	/** The last revision of a key that the listener has taken; 0: none. */
	public synchronized long seen(String key) {
		return this.seen.getOrDefault(key, 0L);
	}

	/**
	 * Lets a value from a notice through, or not.
	 * @param value the value, at its revision
	 * @param skipped how many revisions it covers beside its own, as the server says;
	 * counts where nothing is known here, after a restart
	 * @param listener is told of it, together with how many revisions were missed in
	 * between; what it throws is thrown on
	 * @return what became of it
	 */
	public synchronized Passage offer(ConfigValue value, long skipped, Consumer<Change> listener) {
		Long last = this.seen.get(value.key());
		if (last != null && value.revision() <= last) {
			return (value.revision() == last) ? Passage.REPEATED : Passage.OLDER;
		}
		long missed = (last == null) ? skipped : Math.max(0, value.revision() - last - 1);
		if (value.revision() > 0) {
			listener.accept(new Change(value.key(), value.value(), value.revision(), missed));
		}
		this.seen.put(value.key(), value.revision());
		return Passage.NEW;
	}

	/**
	 * Lets a value through that the server has answered to a question. An answer that is
	 * older than what was known when it was asked for comes from a server that has lost
	 * some of its past: then that is what counts from now on.
	 * @param knownBefore the revision that was known when the question was sent
	 */
	public synchronized Passage answer(ConfigValue value, long skipped, long knownBefore, Consumer<Change> listener) {
		if (value.revision() < knownBefore) {
			this.seen.remove(value.key());
		}
		return offer(value, skipped, listener);
	}

	/** What became of a value. */
	public enum Passage {

		/** It was let through. */
		NEW,

		/** It was here before. */
		REPEATED,

		/** A newer one was here before. */
		OLDER

	}

}
