package dev.eventpatterns.watchnotification.service;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.watchnotification.Change;
import dev.eventpatterns.watchnotification.ConfigValue;
import dev.eventpatterns.watchnotification.RevisionGate;
import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.WatchNotificationMeters;

/** What the service knows, and tells its listeners. */
@Component
@Profile(Role.SERVICE)
class WatchedValues {

	private static final Logger log = LoggerFactory.getLogger(WatchedValues.class);

	private final RevisionGate gate = new RevisionGate();

	private final Map<String, Known> known = new ConcurrentHashMap<>();

	private final List<WatchListener> listeners;

	private final WatchNotificationMeters meters;

	WatchedValues(ObjectProvider<WatchListener> listeners, WatchNotificationMeters meters) {
		this.listeners = listeners.orderedStream().toList();
		this.meters = meters;
	}

	/** The last revision of a key that the listeners have taken; 0: none. */
	long seen(String key) {
		return this.gate.seen(key);
	}

	/** What is known of a key, null where that is nothing. */
	@Nullable Known known(String key) {
		return this.known.get(key);
	}

	/**
	 * A genuine notice has come.
	 * @param skipped how many revisions it covers beside its own
	 */
	void onNotice(ConfigValue value, long skipped) {
		try {
			RevisionGate.Passage passage = this.gate.offer(value, skipped, (change) -> take(change, "notice"));
			if (passage != RevisionGate.Passage.NEW) {
				this.meters.dropped(passage.name().toLowerCase(Locale.ROOT));
			}
		}
		catch (ListenerFailedException ex) {
			listenerFailed(value, ex);
		}
	}

	/**
	 * The server has answered.
	 * @param skipped how many revisions the service will never see
	 * @param knownBefore what {@link #seen} was when it was asked
	 */
	void onAnswer(ConfigValue value, long skipped, long knownBefore) {
		try {
			this.gate.answer(value, skipped, knownBefore, (change) -> take(change, "registration"));
		}
		catch (ListenerFailedException ex) {
			listenerFailed(value, ex);
		}
	}

	private void take(Change change, String via) {
		for (WatchListener listener : this.listeners) {
			try {
				listener.changed(change);
			}
			catch (Exception ex) {
				throw new ListenerFailedException(ex);
			}
		}
		this.known.put(change.key(), new Known(change, via, Instant.now()));
		this.meters.taken(change.missed());
		log.info("{} is at revision {} now, by {}; missed {}", change.key(), change.revision(), via, change.missed());
	}

	/** The revision does not count as seen, so the next renewal brings it again. */
	private void listenerFailed(ConfigValue value, ListenerFailedException failure) {
		this.meters.listenerFailed();
		log.warn("The listener failed on revision {} of {}, which comes again with the next renewal of the lease",
				value.revision(), value.key(), failure.getCause());
	}

	/**
	 * What is known of a key.
	 *
	 * @param change the value
	 * @param via by which way it came
	 * @param at when
	 */
	record Known(Change change, String via, Instant at) {
	}

	/** A listener has not taken a value. */
	private static final class ListenerFailedException extends RuntimeException {

		ListenerFailedException(Exception cause) {
			super(cause);
		}

	}

}
