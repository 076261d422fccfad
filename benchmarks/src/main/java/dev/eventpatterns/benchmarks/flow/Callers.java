package dev.eventpatterns.benchmarks.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;

/**
 * Who wants to send: some callers for each producer, in even steps, who wait while they
 * are held back. They note which orders were taken over.
 */
final class Callers implements AutoCloseable {

	private static final int PER_PRODUCER = 4;

	private static final int AT_ONCE = 10;

	private static final long PATIENCE_MILLIS = 30_000;

	private final SetUp setUp;

	private final AtomicLongArray acceptedByProducer = new AtomicLongArray(Overload.PRODUCERS);

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final List<Thread> threads = new ArrayList<>();

	private volatile double perSecond;

	private volatile boolean ended;

	Callers(SetUp setUp) {
		this.setUp = setUp;
	}

	/**
	 * Begins, or changes the pace.
	 * @param perSecond orders a second for each producer
	 */
	void offer(double perSecond) {
		this.perSecond = perSecond;
		for (int i = this.threads.size(); i < Overload.PRODUCERS * PER_PRODUCER; i++) {
			int number = i;
			Thread thread = new Thread(() -> run(number), "caller-" + number);
			this.threads.add(thread);
			thread.start();
		}
	}

	private void run(int number) {
		int producer = number % Overload.PRODUCERS;
		TradeOrderGenerator generator = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(1_000L + number));
		try {
			long due = System.nanoTime();
			while (!this.ended) {
				long pause = Math.round(1e9 * AT_ONCE * PER_PRODUCER / this.perSecond);
				// Who was held back does not make up for it.
				due = Math.max(due + pause, System.nanoTime());
				List<TradeOrder> orders = Stream.generate(generator::next).limit(AT_ONCE).toList();
				if (this.setUp.offer(producer, orders)) {
					orders.forEach((order) -> this.accepted.add(String.valueOf(order.orderId())));
					this.acceptedByProducer.addAndGet(producer, AT_ONCE);
				}
				TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			// The benchmark ends.
		}
	}

	long[] acceptedByProducer() {
		long[] counts = new long[Overload.PRODUCERS];
		for (int i = 0; i < counts.length; i++) {
			counts[i] = this.acceptedByProducer.get(i);
		}
		return counts;
	}

	Set<String> accepted() {
		return this.accepted;
	}

	@Override
	public void close() throws InterruptedException {
		this.ended = true;
		for (Thread thread : this.threads) {
			thread.join(PATIENCE_MILLIS);
			thread.interrupt();
		}
	}

}
