package dev.eventpatterns.watchnotification;

import java.util.List;

/**
 * What is to be left at one address, over one connection.
 *
 * @param address where
 * @param suspect whether the last attempt there failed
 * @param parcels at least one
 */
public record Round(ServiceAddress address, boolean suspect, List<Parcel> parcels) {

	public Round {
		parcels = List.copyOf(parcels);
	}

	/**
	 * A notice for one watch.
	 *
	 * @param id who watches what
	 * @param registration under which it was registered
	 * @param queue the service's queue
	 * @param value the value, whose revision the service will have
	 * @param skipped how many revisions it covers beside its own
	 */
	public record Parcel(WatchId id, long registration, String queue, ConfigValue value, long skipped) {
	}

}
