package dev.eventpatterns.demo.delegate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.eventpatterns.demo.DemoOptions;
import dev.eventpatterns.demo.chaos.ChaosSchedule;

/**
 * How much the order is put to the proof with.
 *
 * @param orders how many orders the pattern gets
 * @param competingOrders how many the issue gets, which needs few to show
 * @param accounts over how many accounts, by Zipf's law
 * @param kills how often something is killed
 * @param consumersPerBroker how many kills of a consumer there are for one of the broker
 * @param seed makes orders and random moments the same again
 */
record ProofSize(int orders, int competingOrders, int accounts, int kills, int consumersPerBroker, long seed) {

	static final String CONSUMER = "consumer";

	static final String BROKER = "broker";

	private static final int FULL_ORDERS = 1_000_000;

	private static final int FULL_ACCOUNTS = 10_000;

	private static final int FULL_KILLS = 12;

	private static final int CONSUMERS_PER_BROKER = 5;

	/** Several instances have the same machine to themselves. */
	private static final int PARTITIONED_PART = 4;

	/** The full size, but for what the options say. */
	static ProofSize of(DemoOptions options) {
		int orders = options.orders().orElse(FULL_ORDERS);
		return new ProofSize(orders, Math.max(100, orders / 50), FULL_ACCOUNTS, options.kills().orElse(FULL_KILLS),
				CONSUMERS_PER_BROKER, options.seed());
	}

	/** What to type to repeat the run. */
	String command() {
		return "./demo " + ThreadDelegateDemo.NAME + " --full --seed " + this.seed
				+ ((this.orders == FULL_ORDERS) ? "" : " --orders " + this.orders)
				+ ((this.kills == FULL_KILLS) ? "" : " --kills " + this.kills);
	}

	/** How many orders a set-up gets. */
	int orders(Setup setup) {
		if (!setup.keepsOrder()) {
			return this.competingOrders;
		}
		return (setup.consumers() == 1) ? this.orders : Math.max(1, this.orders / PARTITIONED_PART);
	}

	/** When what is killed. The issue is not: it is out of order all by itself. */
	ChaosSchedule schedule(Setup setup) {
		if (!setup.keepsOrder()) {
			return ChaosSchedule.draw(List.of(), 0, this.competingOrders, this.seed);
		}
		List<String> victims = new ArrayList<>(Collections.nCopies(this.consumersPerBroker, CONSUMER));
		victims.add(BROKER);
		return ChaosSchedule.draw(victims, this.kills, orders(setup), this.seed);
	}

}
