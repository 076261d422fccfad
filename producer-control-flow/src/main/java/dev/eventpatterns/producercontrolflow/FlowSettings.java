package dev.eventpatterns.producercontrolflow;

import java.time.Duration;

/**
 * What a controller keeps to.
 *
 * @param channel the queue
 * @param lowWater below this depth a throttle is lifted again, above 0
 * @param highWater the depth that is not to be exceeded, above the low one
 * @param interval how often the controller decides
 * @param correction in what time a depth that is off is brought back
 * @param raiseTime in what time a lowered rate may grow by the consuming rate
 * @param releaseAfter how long the depth has to be low before the throttle is lifted
 * @param scalingPatience how long a supervisor may take to add consumers before producers
 * are throttled all the same
 */
public record FlowSettings(String channel, long lowWater, long highWater, Duration interval, Duration correction,
		Duration raiseTime, Duration releaseAfter, Duration scalingPatience) {

	private static final double ABOVE_HIGH_WATER = 1.25;

	/**
	 * The depth that a throttle aims at: halfway, so that consumers have something to do
	 * and the queue has room.
	 */
	double setPoint() {
		return (this.lowWater + this.highWater) / 2.0;
	}

	/** A depth that would soon be this is no time to wait for a supervisor. */
	double ceiling() {
		return ABOVE_HIGH_WATER * this.highWater;
	}

	static double seconds(Duration time) {
		return time.toNanos() / 1e9;
	}

}
