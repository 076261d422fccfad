package dev.eventpatterns.producercontrolflow;

import java.time.Duration;

/**
 * Lets a producer begin slowly each time it connects. After an outage all producers have
 * a backlog, and consumers are still connecting: at the full rate the queue would be deep
 * before the controller has seen it grow. So the rate rises evenly from nothing to the
 * normal one. For use by any number of threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5681#section-4.1">RFC 5681, Restarting
 * Idle Connections</a>: TCP's slow start, whose rise is not even
 */
public final class SlowStart {

	private final double normalPerSecond;

	private final long length;

	private volatile long begunAt;

	/**
	 * Begins now.
	 * @param normalPerSecond the rate that is reached
	 * @param length how long that takes; zero: no time
	 * @param nanos now, as {@link System#nanoTime} counts
	 */
	public SlowStart(double normalPerSecond, Duration length, long nanos) {
		this.normalPerSecond = normalPerSecond;
		this.length = length.toNanos();
		this.begunAt = nanos;
	}

	/** Begins again. */
	public void begin(long nanos) {
		this.begunAt = nanos;
	}

	/**
	 * The rate that is not to be exceeded now.
	 * @param nanos now, as {@link System#nanoTime} counts
	 * @return orders a second, from 0 to the normal rate
	 */
	public double perSecond(long nanos) {
		long since = nanos - this.begunAt;
		return (since < this.length) ? this.normalPerSecond * since / this.length : this.normalPerSecond;
	}

}
