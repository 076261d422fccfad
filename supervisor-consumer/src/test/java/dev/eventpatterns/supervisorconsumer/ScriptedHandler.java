package dev.eventpatterns.supervisorconsumer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.OrderHandler;

/** A handler that does to the orders of an account what a test says. */
final class ScriptedHandler implements OrderHandler {

	private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

	private final Map<String, Long> millis = new ConcurrentHashMap<>();

	private final Set<String> failing = ConcurrentHashMap.newKeySet();

	private final List<String> started = new CopyOnWriteArrayList<>();

	@Override
	public void handle(TradeOrder order) throws Exception {
		this.started.add(String.valueOf(order.orderId()));
		CountDownLatch latch = this.held.get(order.account());
		if (latch != null) {
			latch.await();
		}
		Long work = this.millis.get(order.account());
		if (work != null) {
			// A timed wait for what never comes.
			new CountDownLatch(1).await(work, TimeUnit.MILLISECONDS);
		}
		if (this.failing.contains(order.account())) {
			throw new IllegalStateException("no handler for " + order.account());
		}
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

	void takes(String account, long workMillis) {
		this.millis.put(account, workMillis);
	}

	void failsFor(String account) {
		this.failing.add(account);
	}

	/** The ids of the orders whose handling began, in that order. */
	List<String> started() {
		return this.started;
	}

	void forget() {
		this.held.keySet().forEach(this::letGo);
		this.millis.clear();
		this.failing.clear();
		this.started.clear();
	}

	/** Puts it in the place of the built-in handler. */
	@TestConfiguration(proxyBeanMethods = false)
	static class Configuration {

		@Bean
		ScriptedHandler scriptedHandler() {
			return new ScriptedHandler();
		}

	}

}
