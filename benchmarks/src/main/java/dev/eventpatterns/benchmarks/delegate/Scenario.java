package dev.eventpatterns.benchmarks.delegate;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;

/**
 * Work to be done in order per account.
 *
 * @param name how it is called on the command line
 * @param title what is done
 * @param orders how many
 * @param accounts over how many accounts
 * @param skew the exponent of Zipf's law by which accounts are drawn, 0 for uniform
 * @param workers how many orders at once
 * @param maxWorkNanos how long an order takes at the most
 * @param uneven whether each takes a part of that, from nothing to all, or all of it
 * @param leastShare the part of the lower bound's speed that is aimed at
 */
record Scenario(String name, String title, int orders, int accounts, double skew, int workers, long maxWorkNanos,
		boolean uneven, double leastShare) {

	private static final long SEED = 1;

	/** The orders, alike in each run. */
	TradeOrderGenerator generator() {
		return new TradeOrderGenerator(
				TradeOrderGenerator.Settings.withSeed(SEED).withAccounts(this.accounts).withSkew(this.skew));
	}

	/** How long an order takes: the same in each run, whoever does it. */
	long workNanos(TradeOrder order) {
		if (!this.uneven) {
			return this.maxWorkNanos;
		}
		int spread = Math.floorMod(31 * order.account().hashCode() + Long.hashCode(order.sequence()) * 0x9E3779B9,
				1_001);
		return this.maxWorkNanos * spread / 1_000;
	}

}
