package dev.eventpatterns.multibroker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.OrderHandler;

/** Notes what was handled, and does to the orders of an account what a test says. */
final class RecordingHandler implements OrderHandler {

	private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

	private final Set<String> failing = ConcurrentHashMap.newKeySet();

	private final Map<String, List<String>> handled = new HashMap<>();

	private final List<String> all = new ArrayList<>();

	@Override
	public void handle(TradeOrder order) throws Exception {
		CountDownLatch latch = this.held.get(order.account());
		if (latch != null) {
			latch.await();
		}
		if (this.failing.contains(order.account())) {
			throw new IllegalStateException("no handler for " + order.account());
		}
		note(order.account(), String.valueOf(order.orderId()));
	}

	private synchronized void note(String account, String id) {
		this.handled.computeIfAbsent(account, (name) -> new ArrayList<>()).add(id);
		this.all.add(id);
	}

	/** Keeps the thread of each order of an account until it is let go. */
	void hold(String account) {
		this.held.put(account, new CountDownLatch(1));
	}

	void letGo(String account) {
		CountDownLatch latch = this.held.remove(account);
		if (latch != null) {
			latch.countDown();
		}
	}

	void failsFor(String account) {
		this.failing.add(account);
	}

	/** The ids of an account's orders as often as they were handled, in that order. */
	synchronized List<String> handled(String account) {
		return List.copyOf(this.handled.getOrDefault(account, List.of()));
	}

	/** All ids as often as they were handled, in that order. */
	synchronized List<String> all() {
		return List.copyOf(this.all);
	}

}
