package dev.eventpatterns.channelmonitor.room;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.eventpatterns.channelmonitor.Mailbox;

/**
 * A mailbox that keeps what comes in its order, and drops the oldest when there is too
 * much of it.
 *
 * @param <E> what is told
 */
final class NewestFew<E> implements Mailbox<E> {

	private final Deque<E> news = new ArrayDeque<>();

	private final int most;

	private boolean closed;

	NewestFew(int most) {
		this.most = most;
	}

	synchronized void put(E each) {
		if (this.closed) {
			return;
		}
		if (this.news.size() >= this.most) {
			this.news.removeFirst();
		}
		this.news.addLast(each);
		notifyAll();
	}

	@Override
	public synchronized List<E> take(Duration atMost) throws InterruptedException {
		long deadline = System.nanoTime() + atMost.toNanos();
		while (this.news.isEmpty() && !this.closed) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				return List.of();
			}
			wait(left);
		}
		List<E> taken = new ArrayList<>(this.news);
		this.news.clear();
		return taken;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		notifyAll();
	}

	@Override
	public synchronized boolean isClosed() {
		return this.closed;
	}

}
