package dev.eventpatterns.multibroker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/** All brokers of a producer, and what each has in hand. Guarded by the dispatcher. */
public final class Fleet {

	private final Map<String, Berth> berths = new LinkedHashMap<>();

	private final int window;

	Fleet(Collection<String> brokers, int window, Consumer<BrokerHealth.Change> changes) {
		this.window = window;
		for (String broker : brokers) {
			this.berths.put(broker,
					new Berth(new BrokerHealth(broker, changes), new LinkedHashSet<>(), new ArrayDeque<>()));
		}
	}

	/**
	 * A broker by its name.
	 * @throws IllegalArgumentException if there is none of that name
	 */
	Berth of(String broker) {
		Berth berth = this.berths.get(broker);
		if (berth == null) {
			throw new IllegalArgumentException(
					"there is no broker " + broker + ", only " + String.join(", ", this.berths.keySet()));
		}
		return berth;
	}

	Collection<String> names() {
		return this.berths.keySet();
	}

	Collection<Berth> berths() {
		return this.berths.values();
	}

	boolean hasRoom(Berth berth) {
		return berth.open().size() < this.window;
	}

	/** How many brokers take orders. */
	long takesOrders() {
		return this.berths.values().stream().filter((berth) -> berth.health().state().takesOrders()).count();
	}

	/**
	 * A broker.
	 *
	 * @param open given to it and not confirmed, in order
	 * @param outbox the part of these that has not been sent
	 */
	record Berth(BrokerHealth health, Set<Parcel> open, Queue<Parcel> outbox) {

		void give(Parcel parcel) {
			this.open.add(parcel);
			this.outbox.add(parcel);
		}

		/** What is sent now. */
		List<Parcel> takeOut(int most) {
			List<Parcel> parcels = new ArrayList<>(Math.min(most, this.outbox.size()));
			while (parcels.size() < most && !this.outbox.isEmpty()) {
				Parcel parcel = this.outbox.remove();
				parcel.sent();
				parcels.add(parcel);
			}
			return parcels;
		}

		/** What the broker has not confirmed and will not be asked for any more. */
		List<Parcel> displace() {
			List<Parcel> displaced = List.copyOf(this.open);
			this.open.clear();
			this.outbox.clear();
			displaced.forEach(Parcel::displaced);
			return displaced;
		}

		Standing standing() {
			return new Standing(this.health.state(), this.open.size(), this.health.latency());
		}

	}

	/**
	 * How a broker is.
	 *
	 * @param unconfirmed how many orders it has been given and has not confirmed
	 * @param latency how long its last confirms took
	 */
	public record Standing(BrokerState state, int unconfirmed, Duration latency) {
	}

}
