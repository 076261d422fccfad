package dev.eventpatterns.benchmarks.supervisor;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.eventpatterns.trading.TradeOrder;

/**
 * Does the work, by waiting, and takes down when each order was done. An order's sequence
 * is its place in the load.
 */
final class Workplace {

	private final long[] doneAt;

	private final AtomicInteger done = new AtomicInteger();

	private final AtomicInteger again = new AtomicInteger();

	Workplace(int orders) {
		this.doneAt = new long[orders];
	}

	/** Does the work of an order. */
	void work(TradeOrder order) {
		long until = System.nanoTime() + Load.WORK.toNanos();
		for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		synchronized (this.doneAt) {
			int place = (int) order.sequence() - 1;
			if (this.doneAt[place] != 0) {
				this.again.incrementAndGet();
				return;
			}
			this.doneAt[place] = System.nanoTime();
		}
		this.done.incrementAndGet();
	}

	int done() {
		return this.done.get();
	}

	/** How many orders were done more than once. */
	int again() {
		return this.again.get();
	}

	/** When each order was done, as {@link System#nanoTime()}; 0 if it was not. */
	long[] doneAt() {
		synchronized (this.doneAt) {
			return Arrays.copyOf(this.doneAt, this.doneAt.length);
		}
	}

}
