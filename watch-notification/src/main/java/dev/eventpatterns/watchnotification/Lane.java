package dev.eventpatterns.watchnotification;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All watches at one address. One connection at a time goes there, and when it fails all
 * of them wait together: a dead address costs one attempt, however many watch from there.
 */
final class Lane {

	private final ServiceAddress address;

	private final Map<WatchId, Watch> watches = new LinkedHashMap<>();

	/** Those that lack the latest revision, the longest waiting first. */
	private final Map<WatchId, Watch> behind = new LinkedHashMap<>();

	private Failures failures = Failures.NONE;

	private boolean busy;

	Lane(ServiceAddress address) {
		this.address = address;
	}

	/** Sets a watch, in place of an older one of the same id. */
	void put(Watch watch) {
		this.watches.put(watch.id(), watch);
		if (watch.isBehind()) {
			this.behind.put(watch.id(), watch);
		}
		else {
			this.behind.remove(watch.id());
		}
	}

	void remove(WatchId id) {
		this.watches.remove(id);
		this.behind.remove(id);
	}

	boolean isEmpty() {
		return this.watches.isEmpty() && !this.busy;
	}

	/** Whether anybody here is still to be told. */
	boolean isBehind() {
		return !this.behind.isEmpty();
	}

	boolean isReady(Instant now) {
		return !this.busy && this.failures.permit(now);
	}

	/** Those who can be told now. */
	List<Watch> due(Instant now, int most) {
		return this.behind.values().stream().filter((watch) -> watch.isDue(now)).limit(most).toList();
	}

	boolean isSuspect() {
		return this.failures.count() > 0;
	}

	Failures failures() {
		return this.failures;
	}

	ServiceAddress address() {
		return this.address;
	}

	void begin() {
		this.busy = true;
	}

	/** An attempt is over. */
	void end(Failures now) {
		this.busy = false;
		this.failures = now;
	}

	/** A service here has been heard of, so it is worth trying at once. */
	void forgive() {
		this.failures = this.failures.forgiven();
	}

}
