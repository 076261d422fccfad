package dev.eventpatterns.benchmarks.delegate;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;

import dev.eventpatterns.trading.TradeOrder;

/**
 * Does the work, by waiting, and takes down how long it really took: for whom, from when
 * to when, and whether an order came out of turn.
 */
final class Workshop {

	private final Scenario scenario;

	private final Map<String, Account> accounts = new HashMap<>();

	private long begin = Long.MAX_VALUE;

	private long end = Long.MIN_VALUE;

	private long worked;

	private int orders;

	private int outOfTurn;

	private final Histogram gaps = new Histogram(3);

	Workshop(Scenario scenario) {
		this.scenario = scenario;
	}

	/** Does the work of an order. */
	void work(TradeOrder order) {
		long started = System.nanoTime();
		long until = started + this.scenario.workNanos(order);
		for (long left = until - started; left > 0; left = until - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		note(order, started, System.nanoTime());
	}

	private synchronized void note(TradeOrder order, long started, long ended) {
		Account account = this.accounts.computeIfAbsent(order.account(), (name) -> new Account());
		if (order.sequence() != account.last + 1 || started < account.ended) {
			this.outOfTurn++;
		}
		if (account.last > 0) {
			this.gaps.recordValue(Math.max(0, started - account.ended));
		}
		account.last = order.sequence();
		account.ended = ended;
		account.worked += ended - started;
		this.worked += ended - started;
		this.begin = Math.min(this.begin, started);
		this.end = Math.max(this.end, ended);
		this.orders++;
	}

	synchronized int orders() {
		return this.orders;
	}

	synchronized int outOfTurn() {
		return this.outOfTurn;
	}

	/**
	 * The time from the end of an account's order to the start of its next, which nobody
	 * uses where the next was there already.
	 * @param percentile such as 50 for the median
	 * @return in microseconds
	 */
	synchronized double gapMicros(double percentile) {
		return this.gaps.getValueAtPercentile(percentile) / 1e3;
	}

	/** From the start of the first order to the end of the last. */
	synchronized Duration makespan() {
		return Duration.ofNanos(Math.max(0, this.end - this.begin));
	}

	/**
	 * The least time in which that work can be done: all workers busy all the time, or
	 * the heaviest account without a pause, whichever is longer (Graham's bounds, with an
	 * account as a chain).
	 */
	synchronized Duration lowerBound() {
		long heaviest = this.accounts.values().stream().mapToLong((account) -> account.worked).max().orElse(0);
		return Duration.ofNanos(Math.max(this.worked / this.scenario.workers(), heaviest));
	}

	private static final class Account {

		private long last;

		private long ended = Long.MIN_VALUE;

		private long worked;

	}

}
