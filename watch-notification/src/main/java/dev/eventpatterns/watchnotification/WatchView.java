package dev.eventpatterns.watchnotification;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A watch as people see it.
 *
 * @param service who watches
 * @param key what
 * @param address where its broker is; without user and password
 * @param queue its queue there
 * @param state where the watch stands
 * @param revision the revision that the service has for certain
 * @param latest the newest revision that there is
 * @param failures how many attempts have failed in a row
 * @param reason why the last one failed, null where it did not
 * @param retryAt when the next attempt is due, null where nothing failed
 * @param expiresAt when it ends unless it is renewed
 */
public record WatchView(String service, String key, String address, String queue, Watch.Phase state, long revision,
		long latest, int failures, @Nullable String reason, @Nullable Instant retryAt, Instant expiresAt) {

	/** Shows a watch. */
	public static WatchView of(Watch watch, Watch.Phase phase, Failures atAddress) {
		boolean behind = watch.isBehind();
		Failures worst = watch.worst(atAddress);
		return new WatchView(watch.id().service(), watch.id().key(), watch.address().toString(), watch.queue(), phase,
				watch.delivered(), watch.latest(), behind ? worst.count() : 0, watch.reason(atAddress),
				behind ? worst.retryAt() : null, watch.leaseUntil());
	}

}
