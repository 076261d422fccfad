package dev.eventpatterns.demo.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is killed, and after how many accepted orders. The orders are cut into as many
 * parts as there are kills and one more; each kill strikes at a random moment within its
 * part, and the last part shows the recovery. Every victim has its turn in every round,
 * in random order.
 *
 * @param orders how many orders are sent
 * @param kills in the order in which they happen
 */
public record ChaosSchedule(int orders, List<Kill> kills) {

	/**
	 * The part of a stretch before which no kill strikes, so that the flow is under way.
	 */
	private static final double EARLIEST = 0.25;

	/** Leaves room for a way that is ahead of the others, see {@link #lead()}. */
	private static final double LATEST = 0.8;

	public ChaosSchedule {
		kills = List.copyOf(kills);
	}

	/**
	 * Draws a schedule.
	 * @param victims what can be killed
	 * @param kills how often something is
	 * @param orders how many orders are sent
	 * @param seed the same seed draws the same schedule
	 * @return the schedule
	 */
	public static ChaosSchedule draw(List<String> victims, int kills, int orders, long seed) {
		Random random = new Random(seed);
		List<String> round = new ArrayList<>();
		List<Kill> all = new ArrayList<>();
		for (int i = 0; i < kills; i++) {
			if (round.isEmpty()) {
				round.addAll(victims);
				Collections.shuffle(round, random);
			}
			double within = EARLIEST + (LATEST - EARLIEST) * random.nextDouble();
			int after = (int) ((i + within) * orders / (kills + 1));
			all.add(new Kill(i + 1, round.remove(0), after));
		}
		return new ChaosSchedule(orders, all);
	}

	/**
	 * How many orders may be sent before the next kill.
	 * @param kills how many kills there have been
	 * @return a number of orders
	 */
	int releasedAfter(int kills) {
		if (kills >= this.kills.size()) {
			return this.orders;
		}
		return (int) Math.ceil((kills + 1.0) * this.orders / (this.kills.size() + 1));
	}

	/**
	 * How far one way may be ahead of another and still be at work when the next kill
	 * strikes.
	 * @return a number of orders
	 */
	public int lead() {
		return Math.max(100, this.orders / (this.kills.size() + 1) / 8);
	}

	/**
	 * One kill.
	 *
	 * @param number counts from 1
	 * @param victim what is killed
	 * @param afterOrders how many orders have been accepted by then, at least
	 */
	public record Kill(int number, String victim, int afterOrders) {
	}

}
