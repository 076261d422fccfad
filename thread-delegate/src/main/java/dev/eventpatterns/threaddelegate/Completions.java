package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a channel's deliveries may be acknowledged, so that few acks cover many
 * deliveries. Deliveries are done in any order. Those before which all are done go in one
 * ack ({@code multiple} in AMQP's {@code basic.ack}); one that is done behind one that is
 * not needs an ack of its own, and can wait a moment for the gap to close.
 * <p>
 * It holds no more tags than there are unacknowledged deliveries. May be used by any
 * number of threads.
 */
public final class Completions {

	/** Received and not done. */
	private final TreeSet<Long> open = new TreeSet<>();

	/** Done and not acknowledged. */
	private final TreeSet<Long> done = new TreeSet<>();

	/** What of that the last {@link #takeOverdue} left. */
	private final Set<Long> passedOver = new HashSet<>();

	/**
	 * Notes a delivery.
	 * @param tag its delivery tag, greater than all before
	 */
	public synchronized void received(long tag) {
		this.open.add(tag);
	}

	/**
	 * Notes that a delivery is done.
	 * @param tag its delivery tag; a second time changes nothing
	 */
	public synchronized void done(long tag) {
		if (this.open.remove(tag)) {
			this.done.add(tag);
		}
	}

	/** How many deliveries are done and not acknowledged. */
	public synchronized int unacknowledged() {
		return this.done.size();
	}

	/** How many deliveries are not done. */
	public synchronized int unfinished() {
		return this.open.size();
	}

	/**
	 * Whether nothing is being worked on, so that waiting for company would be in vain.
	 */
	public synchronized boolean allDone() {
		return this.open.isEmpty();
	}

	/**
	 * Takes what one ack can cover: all that is done before the first that is not.
	 * @return the last of them, or 0 if there is none
	 */
	public synchronized long takePrefix() {
		if (this.done.isEmpty()) {
			return 0;
		}
		Long last = this.open.isEmpty() ? this.done.last() : this.done.lower(this.open.first());
		if (last == null) {
			return 0;
		}
		this.done.headSet(last, true).clear();
		return last;
	}

	/**
	 * Takes what was done behind something that is not already the last time that this
	 * was asked: most gaps close soon, and then one ack covers what is behind them.
	 * @return the tags, each to be acknowledged by itself
	 */
	public synchronized List<Long> takeOverdue() {
		this.passedOver.retainAll(this.done);
		List<Long> overdue = List.copyOf(this.passedOver);
		overdue.forEach(this.done::remove);
		this.passedOver.clear();
		this.passedOver.addAll(this.done);
		return overdue;
	}

	/**
	 * Takes what is done behind something that is not.
	 * @return the tags, each to be acknowledged by itself
	 */
	public synchronized List<Long> takeSingles() {
		List<Long> singles = new ArrayList<>(this.done);
		this.done.clear();
		return singles;
	}

}
