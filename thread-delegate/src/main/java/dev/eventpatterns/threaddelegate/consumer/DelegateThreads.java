package dev.eventpatterns.threaddelegate.consumer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntConsumer;

/**
 * Threads with numbers from 1 on, of which there are as many as are wanted. They go by
 * themselves when they are told that they are not needed, which may take as long as an
 * order: one that is wanted again by then is replaced.
 */
final class DelegateThreads {

	private final ThreadFactory factory;

	private final IntConsumer limit;

	private final IntConsumer work;

	private final Map<Integer, Thread> present = new TreeMap<>();

	private int wanted;

	private boolean closed;

	/**
	 * No threads yet.
	 * @param factory makes them
	 * @param limit tells those with higher numbers that they are not needed
	 * @param work what a thread with a number does, until it is not needed any more
	 */
	DelegateThreads(ThreadFactory factory, IntConsumer limit, IntConsumer work) {
		this.factory = factory;
		this.limit = limit;
		this.work = work;
	}

	/**
	 * Changes their number, unless they are sent home.
	 * @param number how many there are to be
	 */
	synchronized void resize(int number) {
		if (!this.closed) {
			this.wanted = number;
			this.limit.accept(number);
			startMissing();
		}
	}

	private void startMissing() {
		for (int i = 1; i <= this.wanted; i++) {
			int number = i;
			this.present.computeIfAbsent(number, (missing) -> started(number));
		}
	}

	private Thread started(int number) {
		Thread thread = this.factory.newThread(() -> {
			try {
				this.work.accept(number);
			}
			finally {
				left(number);
			}
		});
		thread.start();
		return thread;
	}

	/** It may be wanted again by now. */
	private synchronized void left(int number) {
		this.present.remove(number);
		startMissing();
	}

	synchronized int size() {
		return this.present.size();
	}

	/** No more are started. */
	synchronized List<Thread> close() {
		this.closed = true;
		this.wanted = 0;
		return List.copyOf(this.present.values());
	}

}
