package dev.eventpatterns.multibroker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import static dev.eventpatterns.multibroker.MultiBrokerFixtures.orders;
import static dev.eventpatterns.multibroker.MultiBrokerFixtures.postJson;

/**
 * Callers that send orders, account by account, and send again what was refused. It is
 * accepted what was answered 202, and nothing else.
 */
final class Load implements AutoCloseable {

	private static final int BATCH = 4;

	/** So that a slow machine can keep up. */
	private static final long PAUSE_NANOS = 10_000_000;

	private final int port;

	private final Map<String, Integer> accepted = new ConcurrentHashMap<>();

	private final AtomicInteger total = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	private final List<Thread> callers = new ArrayList<>();

	private volatile boolean ended;

	/** Begins at once. */
	Load(int port, int threads, int accountsPerThread) {
		this.port = port;
		for (int i = 0; i < threads; i++) {
			List<String> own = new ArrayList<>();
			for (int j = 0; j < accountsPerThread; j++) {
				own.add("T" + i + "A" + j);
			}
			Thread caller = new Thread(() -> run(own), "caller-" + i);
			this.callers.add(caller);
			caller.start();
		}
	}

	private void run(List<String> own) {
		try {
			while (!this.ended) {
				for (String account : own) {
					send(account);
				}
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void send(String account) throws Exception {
		int done = acceptedOf(account);
		while (!this.ended) {
			LockSupport.parkNanos(PAUSE_NANOS);
			if (postJson(this.port, orders(account, done + 1, done + BATCH)).statusCode() == 202) {
				this.accepted.put(account, done + BATCH);
				this.total.addAndGet(BATCH);
				return;
			}
			this.refused.incrementAndGet();
		}
	}

	/** How many orders were accepted. */
	int accepted() {
		return this.total.get();
	}

	/** How many requests were refused. */
	int refused() {
		return this.refused.get();
	}

	List<String> accounts() {
		return List.copyOf(this.accepted.keySet());
	}

	/** The sequence of the account's last order that was accepted. */
	int acceptedOf(String account) {
		return this.accepted.getOrDefault(account, 0);
	}

	@Override
	public void close() throws InterruptedException {
		this.ended = true;
		for (Thread caller : this.callers) {
			caller.join();
		}
	}

}
