package dev.eventpatterns.producercontrolflow;

/**
 * How a producer announces itself, again and again.
 *
 * @param producer what tells this instance from all others
 * @param channel the queue that it sends to
 * @param weight its share, as compared with that of others; above 0
 * @param offeredPerSecond orders a second that its callers want to send
 * @param publishedPerSecond orders a second that the broker has confirmed
 * @param published how many orders the broker has confirmed since the producer started
 * @param backlog how many orders wait in its buffer
 * @param epoch the newest epoch that it has heard, -1 for none: a controller whose clock
 * is behind goes on from there
 * @param leaving whether this is the last one
 */
public record Presence(String producer, String channel, double weight, double offeredPerSecond,
		double publishedPerSecond, long published, int backlog, long epoch, boolean leaving) {

	/**
	 * Refuses what no producer would say.
	 * @throws IllegalArgumentException if a name is missing, the weight is not above 0,
	 * or a figure is negative or no number
	 */
	public Presence {
		if (producer == null || producer.isBlank() || channel == null || channel.isBlank()) {
			throw new IllegalArgumentException("a presence names its producer and its channel");
		}
		if (!(weight > 0 && weight <= Pacer.MAX_PER_SECOND)) {
			throw new IllegalArgumentException("weight must be above 0, was " + weight);
		}
		if (!(offeredPerSecond >= 0 && publishedPerSecond >= 0 && published >= 0 && backlog >= 0)
				|| Double.isInfinite(offeredPerSecond + publishedPerSecond)) {
			throw new IllegalArgumentException("no figure of a presence is negative or infinite");
		}
	}

	/** Orders a second that it would send now, its backlog within a second. */
	double demandPerSecond() {
		return this.offeredPerSecond + this.backlog;
	}

}
