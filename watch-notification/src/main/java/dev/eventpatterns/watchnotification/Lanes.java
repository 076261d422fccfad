package dev.eventpatterns.watchnotification;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** The watches by their addresses. */
final class Lanes {

	private final Map<ServiceAddress, Lane> lanes = new HashMap<>();

	/** The lanes where somebody is still to be told, the longest waiting first. */
	private final Set<Lane> behind = new LinkedHashSet<>();

	void put(Watch watch) {
		Lane lane = this.lanes.computeIfAbsent(watch.address(), Lane::new);
		lane.put(watch);
		tidy(lane);
	}

	void remove(Watch watch) {
		Lane lane = this.lanes.get(watch.address());
		if (lane != null) {
			lane.remove(watch.id());
			tidy(lane);
		}
	}

	/** A service at an address has been heard of. */
	void forgive(ServiceAddress address) {
		Lane lane = this.lanes.get(address);
		if (lane != null) {
			lane.forgive();
		}
	}

	Failures failuresAt(ServiceAddress address) {
		Lane lane = this.lanes.get(address);
		return (lane != null) ? lane.failures() : Failures.NONE;
	}

	/** The first lane where something can be done now, null where there is none. */
	@Nullable Lane next(Instant now, Predicate<Boolean> admitted) {
		for (Lane lane : this.behind) {
			if (lane.isReady(now) && admitted.test(lane.isSuspect()) && !lane.due(now, 1).isEmpty()) {
				return lane;
			}
		}
		return null;
	}

	/**
	 * An attempt is over. Whoever has just had a turn waits behind those who have not.
	 */
	void end(ServiceAddress address, Failures failures) {
		Lane lane = this.lanes.get(address);
		if (lane != null) {
			lane.end(failures);
			this.behind.remove(lane);
			tidy(lane);
		}
	}

	private void tidy(Lane lane) {
		if (lane.isBehind()) {
			this.behind.add(lane);
		}
		else {
			this.behind.remove(lane);
		}
		if (lane.isEmpty()) {
			this.lanes.remove(lane.address());
		}
	}

	boolean isBehind() {
		return !this.behind.isEmpty();
	}

	/** How many addresses have failed last time. */
	long suspects() {
		return List.copyOf(this.lanes.values()).stream().filter(Lane::isSuspect).count();
	}

}
