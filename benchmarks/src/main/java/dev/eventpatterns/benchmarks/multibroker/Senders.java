package dev.eventpatterns.benchmarks.multibroker;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.eventpatterns.multibroker.NotAcceptedException;
import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.trading.TradeOrder;

/**
 * Callers of the producers, each with accounts of its own, who send orders in even steps,
 * wait for the answer, and send again what was refused.
 */
final class Senders implements AutoCloseable {

	private static final int PER_PRODUCER = 12;

	private static final int ACCOUNTS = 10;

	private static final int AT_ONCE = 20;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Members members;

	private final Ledger ledger;

	private final List<Thread> threads = new ArrayList<>();

	private final long inProgress;

	private volatile boolean ended;

	/**
	 * Begins to send.
	 * @param name begins the names of the accounts
	 * @param perSecond how many orders a second each producer is offered; 0: as many as
	 * it takes
	 * @param inProgress how many orders may be accepted and not handled
	 */
	Senders(String name, Members members, Ledger ledger, double perSecond, long inProgress) {
		this.inProgress = inProgress;
		this.members = members;
		this.ledger = ledger;
		for (int i = 0; i < Members.PRODUCERS * PER_PRODUCER; i++) {
			int number = i;
			Thread thread = new Thread(() -> run(name + number, number, perSecond / PER_PRODUCER), "sender-" + number);
			thread.setDaemon(true);
			this.threads.add(thread);
			thread.start();
		}
	}

	private void run(String name, int number, double perSecond) {
		long[] sequences = new long[ACCOUNTS];
		long pause = (perSecond > 0) ? Math.round(1e9 * AT_ONCE / perSecond) : 0;
		long due = System.nanoTime();
		try {
			for (int turn = number; !this.ended; turn++) {
				int account = turn % ACCOUNTS;
				send(number, orders(name + "-" + account, sequences[account]));
				sequences[account] += AT_ONCE;
				// Who was held up does not make up for all of it.
				due = Math.max(due + pause, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
				TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
				while (this.ledger.inProgress() > this.inProgress && !this.ended) {
					TimeUnit.MILLISECONDS.sleep(1);
				}
			}
		}
		catch (InterruptedException ex) {
			// The benchmark ends.
		}
	}

	private void send(int number, List<TradeOrder> orders) throws InterruptedException {
		while (!this.ended) {
			try {
				this.members.producer(number % Members.PRODUCERS).accept(orders, PATIENCE);
				this.ledger.accepted(orders);
				return;
			}
			catch (NotAcceptedException ex) {
				// The same again, or the account's order would have a gap.
			}
		}
	}

	private static List<TradeOrder> orders(String account, long done) {
		List<TradeOrder> orders = new ArrayList<>(AT_ONCE);
		for (int i = 1; i <= AT_ONCE; i++) {
			orders.add(new TradeOrder(OrderIds.next(), account, TradeOrder.Action.PLACE, TradeOrder.Side.BUY, "IBM",
					BigDecimal.TEN, done + i));
		}
		return orders;
	}

	/** Ends, and lets each finish what it has begun. */
	@Override
	public void close() throws InterruptedException {
		this.ended = true;
		for (Thread thread : this.threads) {
			thread.join(PATIENCE.toMillis());
			thread.interrupt();
		}
	}

}
