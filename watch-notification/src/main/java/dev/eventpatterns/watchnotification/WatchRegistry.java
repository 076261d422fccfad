package dev.eventpatterns.watchnotification;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * All values and watches of a server, and who is to be told what, where and when. Knows
 * no clock, no broker and no database: what time it is and what became of an attempt is
 * passed in. Safe for use by several threads.
 */
public final class WatchRegistry {

	private final RetryPolicy policy;

	private final DoubleSupplier random;

	private final Map<String, ConfigValue> values = new HashMap<>();

	private final Map<WatchId, Watch> watches = new LinkedHashMap<>();

	private final Lanes lanes = new Lanes();

	/**
	 * Creates a registry without values and watches.
	 * @param policy when to try again
	 * @param random gives numbers from 0 to 1
	 */
	public WatchRegistry(RetryPolicy policy, DoubleSupplier random) {
		this.policy = policy;
		this.random = random;
	}

	/** The value of a key, unset where it has none. */
	public synchronized ConfigValue value(String key) {
		return this.values.getOrDefault(key, ConfigValue.unset(key));
	}

	/** A value has changed, or is read from the store. */
	public synchronized void put(ConfigValue value) {
		this.values.put(value.key(), value);
		this.watches.values()
			.stream()
			.filter((watch) -> watch.id().key().equals(value.key()))
			.toList()
			.forEach((watch) -> put(watch.changed(value.revision())));
	}

	/**
	 * Registers a watch, or renews it. Whoever registers is told the value, so it counts
	 * as delivered.
	 * @param leaseUntil when the watch ends unless it is renewed
	 * @return the watch as it is now
	 */
	public synchronized Watch register(WatchId id, ServiceAddress address, String queue, Instant leaseUntil) {
		Watch before = this.watches.get(id);
		if (before != null && !before.address().equals(address)) {
			this.lanes.remove(before);
		}
		Watch now = (before != null) ? before.renewed(address, queue, leaseUntil)
				: Watch.registered(id, address, queue, value(id.key()).revision(), leaseUntil);
		put(now);
		this.lanes.forgive(address);
		return now;
	}

	/** Takes in a watch that was read from the store, after its value. */
	public synchronized void restore(WatchId id, ServiceAddress address, String queue, long delivered,
			Instant leaseUntil) {
		put(new Watch(id, address, queue, delivered, Math.max(delivered, value(id.key()).revision()), leaseUntil, false,
				Failures.NONE, 1));
	}

	/** The watches of a service. */
	public synchronized List<Watch> ofService(String service) {
		return this.watches.values().stream().filter((watch) -> watch.id().service().equals(service)).toList();
	}

	/** The watches whose leases are over. */
	public synchronized List<Watch> expired(Instant now) {
		return this.watches.values().stream().filter((watch) -> watch.isExpired(now)).toList();
	}

	/** Removes watches; what becomes of notices on their way changes nothing. */
	public synchronized void remove(List<Watch> leaving) {
		leaving.forEach((watch) -> {
			Watch removed = this.watches.remove(watch.id());
			if (removed != null) {
				this.lanes.remove(removed);
			}
		});
	}

	/**
	 * Takes what can be done now at one address. Nothing else is done there until
	 * {@link #end}.
	 * @param most how many notices at the most
	 * @param admitted whether there is room for an address that is suspect, or for one
	 * that is not
	 * @return null where there is nothing to do, or no room
	 */
	public synchronized @Nullable Round take(Instant now, int most, Predicate<Boolean> admitted) {
		Lane lane = this.lanes.next(now, admitted);
		if (lane == null) {
			return null;
		}
		List<Watch> due = lane.due(now, most);
		List<Round.Parcel> parcels = due.stream()
			.map((watch) -> new Round.Parcel(watch.id(), watch.registration(), watch.queue(), value(watch.id().key()),
					watch.skipped()))
			.toList();
		lane.begin();
		due.forEach((watch) -> put(watch.begun()));
		return new Round(lane.address(), lane.isSuspect(), parcels);
	}

	/**
	 * A notice has been confirmed.
	 * @return the watch that has the revision now; null where it is gone, or watches from
	 * another queue by now
	 */
	public synchronized @Nullable Watch delivered(Round.Parcel parcel) {
		Watch watch = meant(parcel);
		if (watch == null) {
			return null;
		}
		Watch now = watch.delivered(parcel.value().revision());
		put(now);
		return now;
	}

	/** A notice could not be delivered, because of the watch's own queue. */
	public synchronized void failed(Round.Parcel parcel, String reason, Instant now) {
		Watch watch = meant(parcel);
		if (watch != null) {
			put(watch.failed(watch.failures().oneMore(reason, now, this.policy, this.random)));
		}
	}

	/**
	 * The attempt at an address is over. What was neither delivered nor failed by itself
	 * is due again.
	 * @param reason why the address failed, null where it did not
	 */
	public synchronized void end(Round round, @Nullable String reason, Instant now) {
		for (Round.Parcel parcel : round.parcels()) {
			Watch watch = meant(parcel);
			if (watch != null && watch.notifying()) {
				put(watch.interrupted());
			}
		}
		this.lanes.end(round.address(), (reason == null) ? Failures.NONE
				: this.lanes.failuresAt(round.address()).oneMore(reason, now, this.policy, this.random));
	}

	private @Nullable Watch meant(Round.Parcel parcel) {
		Watch watch = this.watches.get(parcel.id());
		return (watch != null && watch.registration() == parcel.registration()) ? watch : null;
	}

	private void put(Watch watch) {
		this.watches.put(watch.id(), watch);
		this.lanes.put(watch);
	}

	/** How many watches there are. */
	public synchronized int size() {
		return this.watches.size();
	}

	/** A watch, null where there is none. */
	public synchronized @Nullable Watch find(WatchId id) {
		return this.watches.get(id);
	}

	/** Whether anybody is still to be told, or being told. */
	public synchronized boolean isBehind() {
		return this.lanes.isBehind();
	}

	/** How many addresses failed at the last attempt. */
	public synchronized long suspects() {
		return this.lanes.suspects();
	}

	/** The watches that a filter lets through, as they stand now. */
	public synchronized List<WatchView> look(Instant now, Predicate<WatchView> filter, int most) {
		return this.watches.values().stream().map((watch) -> {
			Failures atAddress = this.lanes.failuresAt(watch.address());
			return WatchView.of(watch, watch.phase(now, atAddress, this.policy), atAddress);
		}).filter(filter).limit(most).toList();
	}

}
