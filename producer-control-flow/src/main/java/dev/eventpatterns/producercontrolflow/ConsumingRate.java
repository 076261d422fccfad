package dev.eventpatterns.producercontrolflow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * How fast a channel's consumers are: what producers have published less what has stayed
 * in the queue, over the last seconds; or what the broker counts as acknowledged, if that
 * is more. The one misses who publishes unannounced, the other is seconds old: as a surge
 * begins it still tells how little there was to do before. Not for use by several
 * threads.
 */
final class ConsumingRate {

	private final long windowNanos;

	private final Deque<Point> points = new ArrayDeque<>();

	private double perSecond;

	/**
	 * Nothing measured yet.
	 * @param window over which published and queued orders are compared
	 */
	ConsumingRate(Duration window) {
		this.windowNanos = window.toNanos();
	}

	/**
	 * Takes a measurement.
	 * @param nanos when
	 * @param depth how many orders were in the queue
	 * @param published how many had been published, counted from anywhere
	 * @param ackedPerSecond the rate of acknowledgements; null where it is not measured
	 * @return orders a second that are consumed
	 */
	double measure(long nanos, long depth, double published, @Nullable Double ackedPerSecond) {
		Point now = new Point(nanos, published - depth);
		while (this.points.size() > 1 && nanos - this.points.getFirst().nanos() > this.windowNanos) {
			this.points.removeFirst();
		}
		Point oldest = this.points.peekFirst();
		this.points.addLast(now);
		if (oldest != null && nanos > oldest.nanos()) {
			this.perSecond = Math.max(0, (now.consumed() - oldest.consumed()) / ((nanos - oldest.nanos()) / 1e9));
		}
		return (ackedPerSecond != null) ? Math.max(this.perSecond, ackedPerSecond) : this.perSecond;
	}

	/** How many orders had left the queue at a moment, counted from anywhere. */
	private record Point(long nanos, double consumed) {
	}

}
