package dev.eventpatterns.producercontrolflow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.eventpatterns.trading.TradeOrder;

/**
 * A buffer in memory. A caller is answered only when the broker has its orders, so that
 * nothing that was accepted is lost with the process. When there is no room it waits, or
 * is refused at once.
 */
public final class MemoryBuffer implements OrderBuffer {

	private final ReentrantLock lock = new ReentrantLock(true);

	private final Condition changed = this.lock.newCondition();

	private final Deque<Entry> entries = new ArrayDeque<>();

	private final int capacity;

	private final boolean shed;

	private final Duration timeout;

	/** How many of the oldest entries the sender has read and not removed. */
	private int read;

	private int waiting;

	/**
	 * An empty buffer.
	 * @param capacity how many orders it holds, at least 1
	 * @param shed whether a caller without room is refused at once
	 * @param timeout how long a caller waits for room, and again for the confirm
	 */
	public MemoryBuffer(int capacity, boolean shed, Duration timeout) {
		this.capacity = capacity;
		this.shed = shed;
		this.timeout = timeout;
	}

	@Override
	public void put(List<TradeOrder> orders) throws BufferFullException, UnconfirmedException, InterruptedException {
		if (orders.size() > this.capacity) {
			throw new BufferFullException("%d orders never fit into a buffer of %d. Send fewer at once"
				.formatted(orders.size(), this.capacity));
		}
		this.lock.lockInterruptibly();
		try {
			awaitRoom(orders.size());
			Parcel parcel = new Parcel(orders.size());
			orders.forEach((order) -> this.entries.addLast(new Entry(order, parcel)));
			this.changed.signalAll();
			awaitConfirm(parcel);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void awaitRoom(int size) throws BufferFullException, InterruptedException {
		long left = this.shed ? 0 : this.timeout.toNanos();
		this.waiting += size;
		try {
			while (this.entries.size() + size > this.capacity) {
				if (left <= 0) {
					throw new BufferFullException(
							"The buffer of %d orders is full: producers are being held back".formatted(this.capacity));
				}
				left = this.changed.awaitNanos(left);
			}
		}
		finally {
			this.waiting -= size;
		}
	}

	private void awaitConfirm(Parcel parcel) throws UnconfirmedException, InterruptedException {
		long left = this.timeout.toNanos();
		try {
			while (parcel.open > 0) {
				if (left <= 0) {
					throw new UnconfirmedException("%d orders were not confirmed within %d ms".formatted(parcel.open,
							this.timeout.toMillis()));
				}
				left = this.changed.awaitNanos(left);
			}
		}
		finally {
			if (parcel.open > 0) {
				withdraw(parcel);
			}
		}
	}

	/** What the sender has read may be on its way; the rest is taken back. */
	private void withdraw(Parcel parcel) {
		Iterator<Entry> iterator = this.entries.iterator();
		for (int position = 0; iterator.hasNext(); position++) {
			if (iterator.next().parcel() == parcel && position >= this.read) {
				iterator.remove();
			}
		}
		this.changed.signalAll();
	}

	@Override
	public boolean await(Duration patience) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = patience.toNanos();
			while (this.entries.isEmpty() && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return !this.entries.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public List<TradeOrder> peek(int most) {
		this.lock.lock();
		try {
			List<TradeOrder> oldest = this.entries.stream().limit(most).map(Entry::order).toList();
			this.read = oldest.size();
			return oldest;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void remove(int count) {
		this.lock.lock();
		try {
			for (int i = 0; i < count; i++) {
				this.entries.removeFirst().parcel().open--;
			}
			this.read = 0;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public int backlog() {
		this.lock.lock();
		try {
			return this.entries.size() + this.waiting;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public double fill() {
		this.lock.lock();
		try {
			return (double) this.entries.size() / this.capacity;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void close() {
		// Callers that still wait run into their time-out, or are interrupted.
	}

	private record Entry(TradeOrder order, Parcel parcel) {
	}

	/** The orders of one caller. */
	private static final class Parcel {

		private int open;

		Parcel(int open) {
			this.open = open;
		}

	}

}
