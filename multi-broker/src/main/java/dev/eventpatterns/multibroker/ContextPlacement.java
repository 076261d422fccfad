package dev.eventpatterns.multibroker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The broker that the order's account ranks first among those that take orders. Each
 * order gets a position, and says behind which other brokers it has to wait: see
 * {@link AccountTrails}.
 * <p>
 * The positions are a hybrid clock: microseconds, but always more than the last. So they
 * grow over restarts of the producer as well, unless its clock is set back.
 *
 * @see <a href="https://cse.buffalo.edu/tech-reports/2014-04.pdf">Kulkarni et al.:
 * Logical Physical Clocks</a>
 */
public final class ContextPlacement implements Placement {

	private final AccountTrails trails;

	private final LongSupplier micros;

	/** Brokers that hold nothing from before this process began. */
	private final Set<String> cleared = new HashSet<>();

	/** An account does not move while anything of its is on its way. */
	private final Map<String, Open> open = new HashMap<>();

	private long last;

	/**
	 * Nothing is known of any account.
	 * @param trails remembers where accounts' orders are
	 * @param micros the time in microseconds, above 0
	 */
	public ContextPlacement(AccountTrails trails, LongSupplier micros) {
		this.trails = trails;
		this.micros = micros;
	}

	@Override
	public boolean place(Parcel parcel, Fleet fleet, boolean bounded) {
		String account = parcel.order().account();
		List<String> ranking = Rendezvous.rank(account, fleet.names());
		Open present = this.open.get(account);
		Optional<String> chosen = (present != null) ? Optional.of(present.broker)
				: ranking.stream().filter((broker) -> takesOrders(broker, fleet)).findFirst();
		Optional<Fleet.Berth> berth = chosen.filter((broker) -> takesOrders(broker, fleet)).map(fleet::of);
		if (berth.isEmpty() || bounded && !fleet.hasRoom(berth.get())) {
			// Going elsewhere would cost more than waiting for room, or for a confirm.
			return false;
		}
		String broker = berth.get().health().broker();
		long position = (parcel.position() != 0) ? parcel.position() : next();
		parcel.place(position, this.trails.after(account, broker, presumed(ranking, ranking.indexOf(broker), fleet)));
		berth.get().give(parcel);
		this.open.computeIfAbsent(account, (name) -> new Open(broker)).count++;
		return true;
	}

	private static boolean takesOrders(String broker, Fleet fleet) {
		return fleet.of(broker).health().state().takesOrders();
	}

	private long next() {
		this.last = Math.max(this.last + 1, this.micros.getAsLong());
		return this.last;
	}

	/**
	 * Where an account may have orders of an earlier process: with the brokers that it
	 * would have preferred; and with others, as far as those can be asked. That a broker
	 * which is down has such orders of accounts that are at home elsewhere would take two
	 * outages and a restart in between, and it is better to go on.
	 */
	private Set<String> presumed(List<String> ranking, int chosen, Fleet fleet) {
		Set<String> presumed = new HashSet<>();
		for (int rank = 0; rank < ranking.size(); rank++) {
			String broker = ranking.get(rank);
			boolean clear = this.cleared.contains(broker) && !this.trails.hasForgotten();
			if (!clear && (rank <= chosen || takesOrders(broker, fleet))) {
				presumed.add(broker);
			}
		}
		return presumed;
	}

	@Override
	public void confirmed(Parcel parcel, String broker) {
		this.trails.confirmed(parcel.order().account(), broker, parcel.position(), parcel.after());
		settled(parcel.order().account());
	}

	@Override
	public void displaced(Parcel parcel) {
		settled(parcel.order().account());
	}

	private void settled(String account) {
		this.open.computeIfPresent(account, (name, present) -> (--present.count == 0) ? null : present);
	}

	@Override
	public void cleared(String broker) {
		this.cleared.add(broker);
	}

	/** Where the unconfirmed orders of an account are. */
	private static final class Open {

		private final String broker;

		private int count;

		Open(String broker) {
			this.broker = broker;
		}

	}

}
