package dev.eventpatterns.supervisorconsumer;

import java.util.Map;

/**
 * What the leader tells all instances once each interval. Plans have numbers that only
 * grow, also from leader to leader; an instance follows no plan that is older than one it
 * has followed.
 *
 * @param number its number; the leader's term times 2^32, and counted on
 * @param leader the instance that made it
 * @param channels what was decided, by queue
 */
public record Plan(long number, String leader, Map<String, ChannelPlan> channels) {

	/** A leader makes fewer plans in its life. */
	private static final long TERM = 1L << 32;

	/** The first number of a leader that has heard of plans up to this one. */
	public static long firstAfter(long number) {
		return (number / TERM + 1) * TERM;
	}

	/**
	 * What was decided for a queue.
	 *
	 * @param decision the decision
	 * @param shares how many consumers each instance is to have, by its name
	 * @param seen what the decision was based on
	 */
	public record ChannelPlan(Decision decision, Map<String, Integer> shares, Observation seen) {

		/**
		 * How many consumers an instance is to have.
		 * @param instance its name
		 * @param now how many it may have now: it keeps to that where the leader has not
		 * heard of it yet
		 */
		public int shareOf(String instance, int now) {
			return this.shares.getOrDefault(instance, now);
		}

	}

}
