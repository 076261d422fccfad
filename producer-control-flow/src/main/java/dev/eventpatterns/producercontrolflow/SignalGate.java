package dev.eventpatterns.producercontrolflow;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What one producer may send: the newest signal that it has heard, for as long as that is
 * valid, and the normal rate otherwise. A producer whose controller is gone is back to
 * normal after the validity, without anybody telling it.
 * <p>
 * A validity is counted on the monotonic clock from the signal's receipt, so that no two
 * machines need the same time. For use by any number of threads.
 */
public final class SignalGate {

	private final String channel;

	private final double normalPerSecond;

	private final double weight;

	private @Nullable FlowSignal signal;

	private long receivedAt;

	private long epoch = -1;

	/**
	 * A gate that no signal has reached yet.
	 * @param channel the queue whose signals count
	 * @param normalPerSecond what the producer sends at the most while nothing throttles
	 * it
	 * @param weight by which it multiplies what is permitted, above 0
	 */
	public SignalGate(String channel, double normalPerSecond, double weight) {
		this.channel = channel;
		this.normalPerSecond = normalPerSecond;
		this.weight = weight;
	}

	/**
	 * Takes a signal, or tells why not.
	 * @param heard the signal
	 * @param nanos now, as {@link System#nanoTime} counts
	 * @return what became of it
	 */
	public synchronized Receipt receive(FlowSignal heard, long nanos) {
		if (!heard.channel().equals(this.channel)) {
			return Receipt.OTHER_CHANNEL;
		}
		if (heard.epoch() < this.epoch) {
			return Receipt.OLDER_EPOCH;
		}
		if (heard.validForMillis() == 0) {
			return Receipt.EXPIRED;
		}
		this.signal = heard;
		this.receivedAt = nanos;
		this.epoch = heard.epoch();
		return Receipt.OBEYED;
	}

	/**
	 * What the producer may send now.
	 * @param nanos now, as {@link System#nanoTime} counts
	 * @return orders a second, from 0 to the normal rate
	 */
	public synchronized double permittedPerSecond(long nanos) {
		FlowSignal valid = valid(nanos);
		if (valid == null || valid.permittedPerSecond() == null) {
			return this.normalPerSecond;
		}
		return Math.min(this.normalPerSecond, valid.permittedPerSecond() * this.weight);
	}

	/**
	 * The signal that is obeyed now.
	 * @param nanos now, as {@link System#nanoTime} counts
	 * @return null where none was heard or the last has expired
	 */
	public synchronized @Nullable FlowSignal valid(long nanos) {
		if (this.signal != null && nanos - this.receivedAt >= validity(this.signal)) {
			this.signal = null;
		}
		return this.signal;
	}

	/** Whether a valid signal holds the producer below its normal rate. */
	public synchronized boolean throttled(long nanos) {
		return permittedPerSecond(nanos) < this.normalPerSecond;
	}

	/**
	 * The newest epoch that was heard; it is remembered when its signal expires. -1:
	 * none.
	 */
	public synchronized long epoch() {
		return this.epoch;
	}

	private static long validity(FlowSignal signal) {
		// As long as a nanosecond counter can tell; longer would overflow.
		return Duration.ofMillis(Math.min(signal.validForMillis(), Duration.ofDays(365).toMillis())).toNanos();
	}

	/** What became of a signal. */
	public enum Receipt {

		/** It is the one that counts now. */
		OBEYED,

		/** It is about another queue. */
		OTHER_CHANNEL,

		/** A newer one was heard before. */
		OLDER_EPOCH,

		/** It was over when it came. */
		EXPIRED

	}

}
