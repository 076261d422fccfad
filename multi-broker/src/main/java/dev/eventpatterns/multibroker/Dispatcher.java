package dev.eventpatterns.multibroker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.eventpatterns.trading.TradeOrder;

/**
 * Hands orders to brokers, and those of a lost broker to the others. A caller waits until
 * all of its orders are confirmed, or its time is over; a broker's writer takes what it
 * is to send with {@link #next}, and tells what becomes of it. For use by any number of
 * threads.
 */
public final class Dispatcher {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Fleet fleet;

	private final Placement placement;

	/** Displaced while no broker took any, in order. */
	private final Deque<Parcel> homeless = new ArrayDeque<>();

	/**
	 * A dispatcher whose brokers all have to be tried first.
	 * @param brokers their names
	 * @param placement by what the broker of an order is chosen
	 * @param window how many orders may be unconfirmed at a broker
	 * @param changes told about each change of a broker's state; must not wait
	 */
	public Dispatcher(Collection<String> brokers, Placement placement, int window,
			Consumer<BrokerHealth.Change> changes) {
		this.fleet = new Fleet(brokers, window, changes);
		this.placement = placement;
	}

	/**
	 * Takes orders, and returns when each is confirmed by some broker.
	 * @param orders in the order to keep, as far as the routing keeps any
	 * @throws NotAcceptedException if it takes longer; some may have been confirmed
	 * @throws InterruptedException if interrupted while waiting
	 */
	public void accept(List<TradeOrder> orders, Duration patience) throws NotAcceptedException, InterruptedException {
		Consignment consignment = new Consignment(orders.size());
		long deadline = System.nanoTime() + patience.toNanos();
		try {
			for (TradeOrder order : orders) {
				placeInTime(new Parcel(order, consignment), deadline);
			}
			consignment.awaitAll(deadline - System.nanoTime());
		}
		finally {
			consignment.close();
		}
	}

	private void placeInTime(Parcel parcel, long deadline) throws NotAcceptedException, InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (!offer(parcel)) {
				long left = deadline - System.nanoTime();
				if (left <= 0) {
					throw new NotAcceptedException((this.fleet.takesOrders() == 0) ? "no broker takes orders now"
							: "the brokers have too much to confirm already");
				}
				this.changed.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Places an order, unless others that have no broker came before it. */
	boolean offer(Parcel parcel) {
		return locked(() -> {
			boolean placed = this.homeless.isEmpty() && this.placement.place(parcel, this.fleet, true);
			if (placed) {
				this.changed.signalAll();
			}
			return placed;
		});
	}

	/**
	 * What is to be sent to a broker next, in order.
	 * @param most how many orders to take at once
	 * @param patience how long to wait for the first
	 */
	public List<Parcel> next(String broker, int most, Duration patience) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			Fleet.Berth berth = this.fleet.of(broker);
			long left = patience.toNanos();
			while (berth.outbox().isEmpty() && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return berth.takeOut(most);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A broker has confirmed orders, in the order in which they were sent. What it
	 * confirms after it was given up does not count: these orders are on another way.
	 */
	public void confirmed(String broker, Collection<Parcel> parcels, Duration took) {
		change(() -> {
			Fleet.Berth berth = this.fleet.of(broker);
			for (Parcel parcel : parcels) {
				if (berth.open().remove(parcel)) {
					berth.health().confirmed(took);
					this.placement.confirmed(parcel, broker);
					parcel.consignment().confirmed();
				}
			}
		});
	}

	/**
	 * A broker is lost, or is given up. What it has not confirmed goes to others, before
	 * anything newer does.
	 */
	public void failed(String broker, String reason) {
		change(() -> {
			Fleet.Berth berth = this.fleet.of(broker);
			berth.health().failed(reason);
			List<Parcel> displaced = berth.displace();
			displaced.forEach(this.placement::displaced);
			this.homeless.addAll(displaced);
		});
	}

	private void houseHomeless() {
		while (!this.homeless.isEmpty()) {
			Parcel eldest = this.homeless.getFirst();
			// Windows do not count: there would be no end of waiting for the older ones.
			if (!eldest.consignment().isAbandoned() && !this.placement.place(eldest, this.fleet, false)) {
				return;
			}
			this.homeless.removeFirst();
		}
	}

	/** Something has happened to a broker, such as {@code BrokerHealth::opened}. */
	public void tell(String broker, Consumer<BrokerHealth> event) {
		change(() -> event.accept(this.fleet.of(broker).health()));
	}

	/** What a broker had when this process began is done. */
	public void cleared(String broker) {
		change(() -> this.placement.cleared(broker));
	}

	/** How a broker is. */
	public Fleet.Standing standing(String broker) {
		return locked(() -> this.fleet.of(broker).standing());
	}

	/** Whoever waits looks again. */
	private void change(Runnable change) {
		locked(() -> {
			change.run();
			houseHomeless();
			this.changed.signalAll();
			return true;
		});
	}

	private <R> R locked(Supplier<R> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

}
