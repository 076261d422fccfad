package dev.eventpatterns.supervisorconsumer;

/**
 * What an instance tells of its consumers at one queue.
 *
 * @param running how many consumers it has, those that finish their last order included
 * @param allowed how many it was last told to have
 * @param busy how many of them have an order in hand
 * @param hanging how many of them have had it for too long
 * @param completed how many orders were done since the instance started
 * @param workedNanos how long the handling of these took, in all
 */
public record WorkReport(int running, int allowed, int busy, int hanging, long completed, long workedNanos) {

	/** Of an instance that has no broker. */
	public static final WorkReport NONE = new WorkReport(0, 0, 0, 0, 0, 0);

}
