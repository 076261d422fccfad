package dev.eventpatterns.demo.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which of the accepted orders did not arrive, and after which hop each was last seen.
 *
 * @param accepted how many orders a service took responsibility for
 * @param losses one for each hop, in the order of the flow
 */
public record HopAccounting(int accepted, List<Loss> losses) {

	public HopAccounting {
		losses = List.copyOf(losses);
	}

	/**
	 * Compares what was accepted with what was seen behind each hop.
	 * @param accepted the ids of the orders that were accepted
	 * @param hops in the order of the flow; what the last one has seen has arrived
	 * @return the account
	 */
	public static HopAccounting of(Set<String> accepted, List<Hop> hops) {
		int[] lost = new int[hops.size()];
		for (String order : accepted) {
			int last = lastSeen(order, hops);
			if (last < hops.size() - 1) {
				lost[last + 1]++;
			}
		}
		List<Loss> losses = new ArrayList<>();
		for (int i = 0; i < lost.length; i++) {
			losses.add(new Loss(hops.get(i).name(), lost[i]));
		}
		return new HopAccounting(accepted.size(), losses);
	}

	/** How many accepted orders did not arrive. */
	public int lost() {
		return this.losses.stream().mapToInt(Loss::orders).sum();
	}

	private static int lastSeen(String order, List<Hop> hops) {
		for (int i = hops.size() - 1; i >= 0; i--) {
			if (hops.get(i).seen().contains(order)) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * A part of the way.
	 *
	 * @param name where an order is lost that was seen before this hop, and neither
	 * behind it nor later
	 * @param seen the ids of the orders that were seen behind it
	 */
	public record Hop(String name, Set<String> seen) {
	}

	/**
	 * What was lost at one hop.
	 *
	 * @param hop the hop's name
	 * @param orders how many orders
	 */
	public record Loss(String hop, int orders) {
	}

}
