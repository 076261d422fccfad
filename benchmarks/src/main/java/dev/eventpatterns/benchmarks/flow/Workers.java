package dev.eventpatterns.benchmarks.flow;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.OrderHandler;

/** The consumers, the same for all: they wait as long as work would take. */
final class Workers implements AutoCloseable {

	static final int COUNT = 4;

	/** So all of them take 200 orders a second. */
	private static final long WORK_NANOS = 20_000_000;

	private final Set<String> handled = ConcurrentHashMap.newKeySet();

	private final AtomicLong busyNanos = new AtomicLong();

	private final ConfigurableApplicationContext consumer;

	private volatile boolean hurried;

	Workers(Broker broker, String queue) {
		this.consumer = Services.start(broker, queue, "consumer",
				(context) -> context.registerBean(OrderHandler.class, () -> this::work));
	}

	private void work(TradeOrder order) {
		long begun = System.nanoTime();
		long until = begun + WORK_NANOS;
		for (long left = until - begun; left > 0 && !this.hurried; left = until - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		this.busyNanos.addAndGet(System.nanoTime() - begun);
		this.handled.add(String.valueOf(order.orderId()));
	}

	/** Orders take no time any more: what is left is only to be counted. */
	void hurry() {
		this.hurried = true;
	}

	long busyNanos() {
		return this.busyNanos.get();
	}

	int handledCount() {
		return this.handled.size();
	}

	Set<String> handled() {
		return this.handled;
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
