package dev.eventpatterns.benchmarks.ambulance;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

import dev.eventpatterns.trading.TradeOrder;

/**
 * Does the work, by waiting, and takes down what each order had waited and each thread
 * has worked. All times are those of this process's clock: what sends urgent orders runs
 * in it, too.
 */
final class Workplace {

	/** How many threads each contender has. */
	static final int THREADS = 4;

	/** How many of them belong to priority, where there is such a thing. */
	static final int PRIORITY_THREADS = 1;

	static final Duration WORK = Duration.ofMillis(5);

	/** Lets a permit go for each urgent order that is done. */
	private final Semaphore urgentDone = new Semaphore(0);

	private final int standardOrders;

	private final Map<String, Long> sent = new HashMap<>();

	private final Map<String, Long> waits = new HashMap<>();

	private final Map<Thread, Long> worked = new HashMap<>();

	private long begin = Long.MAX_VALUE;

	private long end = Long.MIN_VALUE;

	private int handled;

	private int standard;

	/** From the first start of an order to the end of the last standard one. */
	private Duration standardTook = Duration.ZERO;

	Workplace(int standardOrders) {
		this.standardOrders = standardOrders;
	}

	/** Notes that an urgent order is being sent now. */
	synchronized void sending(String id) {
		this.sent.put(id, System.nanoTime());
	}

	/** Does the work of an order. */
	void work(TradeOrder order) {
		long started = System.nanoTime();
		long until = started + WORK.toNanos();
		for (long left = until - started; left > 0; left = until - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		note(String.valueOf(order.orderId()), started, System.nanoTime());
	}

	private synchronized void note(String id, long started, long ended) {
		this.begin = Math.min(this.begin, started);
		this.end = Math.max(this.end, ended);
		this.handled++;
		this.worked.merge(Thread.currentThread(), ended - started, Long::sum);
		Long sentAt = this.sent.get(id);
		if (sentAt != null) {
			this.waits.putIfAbsent(id, started - sentAt);
			this.urgentDone.release();
			return;
		}
		this.standard++;
		if (this.standard == this.standardOrders) {
			this.standardTook = Duration.ofNanos(ended - this.begin);
		}
	}

	Semaphore urgentDone() {
		return this.urgentDone;
	}

	synchronized int handled() {
		return this.handled;
	}

	synchronized boolean standardDone() {
		return this.standard >= this.standardOrders;
	}

	synchronized int urgentSent() {
		return this.sent.size();
	}

	synchronized Duration took() {
		return Duration.ofNanos(Math.max(0, this.end - this.begin));
	}

	synchronized Duration standardTook() {
		return this.standardTook;
	}

	/**
	 * How long urgent orders waited, from sent to the start of their handling.
	 * @param share how many of them waited no longer, 0 to 1
	 * @return milliseconds, 0 where there were none
	 */
	synchronized double waited(double share) {
		long[] sorted = this.waits.values().stream().mapToLong(Long::longValue).sorted().toArray();
		return (sorted.length == 0) ? 0 : sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)] / 1e6;
	}

	/** The part of its time that the thread with the least to do did nothing, 0 to 1. */
	synchronized double mostIdle() {
		long least = (this.worked.size() < THREADS) ? 0
				: this.worked.values().stream().mapToLong(Long::longValue).min().orElse(0);
		return 1 - (double) least / Math.max(1, this.end - this.begin);
	}

}
