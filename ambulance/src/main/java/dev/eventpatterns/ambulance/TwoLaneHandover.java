package dev.eventpatterns.ambulance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Where orders of two lanes wait for a thread that is free, and where such a thread is
 * told what to do next. Within a lane the order of arrival is kept, whatever the mode and
 * however often it is switched.
 * <ul>
 * <li>A thread takes from the lanes that its {@link Mode} lets it serve.</li>
 * <li>A priority thread takes priority orders first. A standard order that has waited for
 * too long goes before them, but never two in a row: while priority orders wait, the
 * priority threads take one in between.</li>
 * <li>In mode {@link Mode#NONE} the older of the two heads goes first.</li>
 * </ul>
 * No thread idles while there is an order that it may take, but for a moment in which a
 * priority order may follow others ({@link Followers}); none polls; no sender waits.
 *
 * @param <T> what is handed over
 * @see <a href="https://en.wikipedia.org/wiki/Aging_(scheduling)">Aging</a>
 */
public final class TwoLaneHandover<T> {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition priorityThreads = this.lock.newCondition();

	private final Condition standardThreads = this.lock.newCondition();

	private final Followers followers;

	private final Deque<Waiting<T>> priority = new ArrayDeque<>();

	private final Deque<Waiting<T>> standard = new ArrayDeque<>();

	private final long maxStandardWait;

	private final LongSupplier clock;

	private volatile Mode mode;

	private boolean closed;

	/** Whether the last order that a priority thread took was a standard one. */
	private boolean priorityIsOwed;

	/**
	 * Creates an empty hand-over.
	 * @param mode which lanes a thread serves at first
	 * @param maxStandardWait after how long a standard order goes before priority orders
	 * @param follow how long the next of several priority orders may be on its way
	 * @param clock nanoseconds that only grow, such as {@link System#nanoTime()}
	 */
	public TwoLaneHandover(Mode mode, Duration maxStandardWait, Duration follow, LongSupplier clock) {
		this.followers = new Followers(this.lock, follow);
		this.mode = mode;
		this.maxStandardWait = maxStandardWait.toNanos();
		this.clock = clock;
	}

	/**
	 * Adds an order to the end of its lane. What it waits is counted from now on.
	 * @param since when it was sent, as far as known: its place in {@link Mode#NONE}
	 */
	public void put(Lane lane, T order, Instant since) {
		locked(() -> waiting(lane).addLast(new Waiting<>(order, since, this.clock.getAsLong())),
				() -> wakeOneFor(lane));
	}

	/** Puts an order that was taken, to be tried again, before all others of its lane. */
	public void putAgain(Lane lane, T order, Instant since) {
		locked(() -> waiting(lane).addFirst(new Waiting<>(order, since, this.clock.getAsLong())),
				() -> wakeOneFor(lane));
	}

	/** A standard thread where one waits, so that priority threads stay free. */
	private void wakeOneFor(Lane lane) {
		if (this.mode.serves(Lane.STANDARD, lane) && this.lock.hasWaiters(this.standardThreads)) {
			this.standardThreads.signal();
		}
		else if (this.mode.serves(Lane.PRIORITY, lane)) {
			this.priorityThreads.signal();
		}
	}

	/**
	 * Waits for an order that the calling thread may take, and takes it.
	 * @param own the lane that the thread belongs to
	 * @return the order, or null if the hand-over is closed
	 * @throws InterruptedException if interrupted before there is one
	 */
	public @Nullable Handed<T> take(Lane own) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			if (own == Lane.PRIORITY) {
				this.followers.await(() -> !this.priority.isEmpty() || this.mode != Mode.AMBULANCE || this.closed);
			}
			Handed<T> handed;
			for (handed = next(own); handed == null && !this.closed; handed = next(own)) {
				((own == Lane.PRIORITY) ? this.priorityThreads : this.standardThreads).await();
			}
			return handed;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Handed<T> next(Lane own) {
		Lane lane = this.closed ? null : choose(own);
		if (lane == null) {
			return null;
		}
		this.priorityIsOwed = (own == Lane.PRIORITY) ? lane == Lane.STANDARD : this.priorityIsOwed;
		Waiting<T> next = waiting(lane).removeFirst();
		this.followers.expectIf(lane == Lane.PRIORITY && !this.priority.isEmpty());
		return new Handed<>(lane, next.order(), Duration.ofNanos(this.clock.getAsLong() - next.arrivedAt()));
	}

	private @Nullable Lane choose(Lane own) {
		boolean priorityWaits = this.mode.serves(own, Lane.PRIORITY) && !this.priority.isEmpty();
		boolean standardWaits = this.mode.serves(own, Lane.STANDARD) && !this.standard.isEmpty();
		if (priorityWaits && !(standardWaits && standardGoesFirst())) {
			return Lane.PRIORITY;
		}
		return standardWaits ? Lane.STANDARD : null;
	}

	private boolean standardGoesFirst() {
		Waiting<T> oldest = this.standard.getFirst();
		if (this.mode == Mode.NONE) {
			return oldest.since().isBefore(this.priority.getFirst().since());
		}
		return !this.priorityIsOwed && this.clock.getAsLong() - oldest.arrivedAt() >= this.maxStandardWait;
	}

	/** Switches the mode. Threads that wait look again; no order moves. */
	public void mode(Mode wanted) {
		locked(() -> this.mode = wanted, this::wakeAll);
	}

	public Mode mode() {
		return this.mode;
	}

	/** Forgets all that waits, because whoever sent it will send it again. */
	public void clear() {
		locked(this.priority::clear, this.standard::clear);
	}

	/** Sends the threads home: nothing is taken any more, until it is opened again. */
	public void close() {
		locked(() -> this.closed = true, this::wakeAll);
	}

	public void open() {
		locked(() -> this.closed = false, this::wakeAll);
	}

	/** How many orders of a lane wait. */
	public int depth(Lane lane) {
		int[] depth = { 0 };
		locked(() -> depth[0] = waiting(lane).size());
		return depth[0];
	}

	private void wakeAll() {
		this.priorityThreads.signalAll();
		this.standardThreads.signalAll();
	}

	private void locked(Runnable... steps) {
		this.lock.lock();
		try {
			List.of(steps).forEach(Runnable::run);
			this.followers.look();
		}
		finally {
			this.lock.unlock();
		}
	}

	private Deque<Waiting<T>> waiting(Lane lane) {
		return (lane == Lane.PRIORITY) ? this.priority : this.standard;
	}

	/** An order, handed to a thread after it has waited here. */
	public record Handed<T>(Lane lane, T order, Duration waited) {
	}

}
