package dev.eventpatterns.eventforwarding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * What has been sent and not yet been taken over by the broker, in the order of sending:
 * a sliding window with cumulative acknowledgement, as in go-back-N ARQ. The sender goes
 * on without waiting for single confirms, yet never has more than {@code capacity} items
 * open, so both memory and the number of possible duplicates are bounded.
 * <p>
 * Confirms may come out of order and cover several sequence numbers at once; items are
 * released strictly in order, so the last of a released list stands for everything before
 * it ({@code multiple} in AMQP's {@code basic.ack}).
 * <p>
 * A window lives as long as its channel. When that breaks, {@link #close()} hands back
 * what is unreleased, to be sent again through a new window or to be reported as failed.
 * It knows nothing of AMQP and may be used by any number of threads.
 *
 * @param <T> what the sender keeps per message until it is released
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3366#section-2.3">RFC 3366, Go-Back-N
 * ARQ</a>
 */
public final class ConfirmWindow<T> {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition room = this.lock.newCondition();

	private final @Nullable Object[] items;

	private final long[] openedAt;

	private final boolean[] confirmed;

	/** Sequence number of the oldest item that is not released. */
	private long head = 1;

	/** Sequence number that the next item gets. */
	private long next = 1;

	private boolean closed;

	/**
	 * Creates an empty window whose first item gets sequence number 1, as the first
	 * message on an AMQP channel in confirm mode does.
	 * @param capacity how many items may be open at once, at least 1
	 */
	public ConfirmWindow(int capacity) {
		if (capacity < 1) {
			throw new IllegalArgumentException("capacity must be at least 1, was " + capacity);
		}
		this.items = new Object[capacity];
		this.openedAt = new long[capacity];
		this.confirmed = new boolean[capacity];
	}

	/**
	 * Takes an item in, waiting for room while the window is full. Call it before the
	 * message is sent: its confirm may arrive before the sending call returns.
	 * @param item what is to be released once its message is confirmed
	 * @param timeout how long to wait for room
	 * @return the item's sequence number (1, 2, 3…), or 0 if there was no room in time or
	 * the window is closed; the item then stays the caller's
	 * @throws InterruptedException if interrupted while waiting
	 */
	public long open(T item, Duration timeout) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = timeout.toNanos();
			while (!this.closed && this.next - this.head == this.items.length) {
				if (left <= 0) {
					return 0;
				}
				left = this.room.awaitNanos(left);
			}
			if (this.closed) {
				return 0;
			}
			int slot = slot(this.next);
			this.items[slot] = item;
			this.openedAt[slot] = System.nanoTime();
			this.confirmed[slot] = false;
			return this.next++;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Notes a confirm and releases what it completes: the longest run of confirmed items
	 * from the oldest on. A confirm for what has been released already changes nothing.
	 * @param sequence the sequence number that the broker confirmed
	 * @param multiple whether it confirmed all up to that number as well
	 * @return the released items in order of sending, empty while an older one is open or
	 * after {@link #close()}
	 * @throws IllegalArgumentException if nothing was ever sent with that number
	 */
	public List<T> confirm(long sequence, boolean multiple) {
		this.lock.lock();
		try {
			if (this.closed) {
				return List.of();
			}
			if (sequence < 1 || sequence >= this.next) {
				throw new IllegalArgumentException(
						"confirm for sequence " + sequence + ", but the last one sent is " + (this.next - 1));
			}
			for (long s = multiple ? this.head : Math.max(sequence, this.head); s <= sequence; s++) {
				this.confirmed[slot(s)] = true;
			}
			long end = this.head;
			while (end < this.next && this.confirmed[slot(end)]) {
				end++;
			}
			this.room.signalAll();
			return takeUntil(end);
		}
		finally {
			this.lock.unlock();
		}
	}

	@SuppressWarnings("unchecked")
	private List<T> takeUntil(long end) {
		if (end == this.head) {
			return List.of();
		}
		List<T> taken = new ArrayList<>((int) (end - this.head));
		for (; this.head < end; this.head++) {
			int slot = slot(this.head);
			taken.add((T) this.items[slot]);
			this.items[slot] = null;
		}
		return taken;
	}

	/**
	 * Ends the window: waiting senders return, later confirms are ignored.
	 * @return all that was not released, in order of sending, even where a confirm had
	 * come for a later one; empty when it was closed before
	 */
	public List<T> close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.room.signalAll();
			return takeUntil(this.next);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Tells how long the oldest open item has been waiting.
	 * @return its age, zero when nothing is open
	 */
	public Duration oldestAge() {
		this.lock.lock();
		try {
			return (this.head == this.next) ? Duration.ZERO
					: Duration.ofNanos(System.nanoTime() - this.openedAt[slot(this.head)]);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Tells how many items are open.
	 * @return 0 to capacity
	 */
	public int size() {
		this.lock.lock();
		try {
			return (int) (this.next - this.head);
		}
		finally {
			this.lock.unlock();
		}
	}

	private int slot(long sequence) {
		return (int) (sequence % this.items.length);
	}

}
