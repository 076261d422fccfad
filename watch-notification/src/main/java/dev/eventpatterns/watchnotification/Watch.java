package dev.eventpatterns.watchnotification;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One service's watch on one key, as the server knows it. It never changes: each event
 * makes a new one. Its phase is not stored but follows from the rest, so no two parts can
 * contradict each other.
 *
 * @param id who watches what
 * @param address where the service's broker is
 * @param queue the service's queue there
 * @param delivered the revision that the service has for certain
 * @param latest the newest revision that there is
 * @param leaseUntil when the watch ends unless it is renewed
 * @param notifying whether a notice is on its way
 * @param failures what has failed in a row at this queue
 * @param registration counts up with each address or queue, so that the outcome of an
 * attempt at an old one is recognised
 */
public record Watch(WatchId id, ServiceAddress address, String queue, long delivered, long latest, Instant leaseUntil,
		boolean notifying, Failures failures, long registration) {

	/**
	 * A watch that was just registered, by a service that has been told the latest
	 * revision.
	 */
	static Watch registered(WatchId id, ServiceAddress address, String queue, long latest, Instant leaseUntil) {
		return new Watch(id, address, queue, latest, latest, leaseUntil, false, Failures.NONE, 1);
	}

	/**
	 * The service has registered again and has been told the latest revision. An attempt
	 * at the same queue goes on; one at another queue counts no more.
	 */
	Watch renewed(ServiceAddress newAddress, String newQueue, Instant newLease) {
		boolean same = newAddress.equals(this.address) && newQueue.equals(this.queue);
		return new Watch(this.id, newAddress, newQueue, this.latest, this.latest, newLease, same && this.notifying,
				same ? this.failures.forgiven() : Failures.NONE, same ? this.registration : this.registration + 1);
	}

	/** There is a newer revision. */
	Watch changed(long revision) {
		return with(this.delivered, Math.max(this.latest, revision), this.notifying, this.failures);
	}

	/** A notice is on its way. */
	Watch begun() {
		return with(this.delivered, this.latest, true, this.failures);
	}

	/** The service's broker has confirmed the notice. */
	Watch delivered(long revision) {
		return with(Math.max(this.delivered, revision), this.latest, false, Failures.NONE);
	}

	/** The notice was not delivered, because of this queue. */
	Watch failed(Failures more) {
		return with(this.delivered, this.latest, false, more);
	}

	/** The notice was not delivered, because of what is not this queue's fault. */
	Watch interrupted() {
		return with(this.delivered, this.latest, false, this.failures);
	}

	private Watch with(long newDelivered, long newLatest, boolean nowNotifying, Failures newFailures) {
		return new Watch(this.id, this.address, this.queue, newDelivered, newLatest, this.leaseUntil, nowNotifying,
				newFailures, this.registration);
	}

	/** Whether the service lacks the latest revision. */
	public boolean isBehind() {
		return this.delivered < this.latest;
	}

	/** Whether a notice may be sent, as far as this watch is concerned. */
	boolean isDue(Instant now) {
		return isBehind() && !this.notifying && !isExpired(now) && this.failures.permit(now);
	}

	/** Whether the lease is over. */
	public boolean isExpired(Instant now) {
		return !now.isBefore(this.leaseUntil);
	}

	/**
	 * How many revisions the service will never see once it is told the latest: that one
	 * covers them.
	 */
	public long skipped() {
		return Math.max(0, this.latest - this.delivered - 1);
	}

	/**
	 * Where the watch stands.
	 * @param atAddress what has failed in a row at its address
	 */
	public Phase phase(Instant now, Failures atAddress, RetryPolicy policy) {
		if (isExpired(now)) {
			return Phase.EXPIRED;
		}
		if (this.notifying) {
			return Phase.NOTIFYING;
		}
		if (!isBehind()) {
			return Phase.CURRENT;
		}
		int count = worst(atAddress).count();
		if (count == 0) {
			return Phase.DUE;
		}
		return policy.isQuarantined(count) ? Phase.QUARANTINED : Phase.RETRYING;
	}

	/** What holds it back more: the failures at its queue or those at its address. */
	public Failures worst(Failures atAddress) {
		return (atAddress.count() > this.failures.count()) ? atAddress : this.failures;
	}

	/** Why the last attempt failed, null where it did not. */
	public @Nullable String reason(Failures atAddress) {
		return isBehind() ? worst(atAddress).reason() : null;
	}

	/** Where a watch stands. */
	public enum Phase {

		/** The service has the latest revision. */
		CURRENT,

		/** It is to be told at once. */
		DUE,

		/** It is being told. */
		NOTIFYING,

		/** It could not be told, and will be told after a pause. */
		RETRYING,

		/** It could not be told for long, and is probed now and then. */
		QUARANTINED,

		/** It has not renewed its lease. */
		EXPIRED

	}

}
