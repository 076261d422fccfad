package dev.eventpatterns.threaddelegate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets delegates wait for what the {@link AllocationMap} decides. Every operation is one
 * step under one lock, so that taking an event, assigning it and releasing its context
 * cannot come between each other.
 * <p>
 * Delegates are woken one at a time: each that has been given an event wakes the next if
 * there is more to do. So a burst does not wake all of them to find that one was enough,
 * and while an event may run and a delegate sleeps, one is on its way.
 *
 * @param <E> the events
 * @see <a href="https://www.dre.vanderbilt.edu/~schmidt/PDF/lf.pdf">Leader/Followers, in
 * Pattern-Oriented Software Architecture 2</a>
 */
public final class Dispatcher<E> implements Holdable<E> {

	private final ReentrantLock lock = new ReentrantLock();

	private final AllocationMap<E> map = new AllocationMap<>();

	/** Who sleeps, the one who fell asleep last on top: its caches are warm. */
	private final Deque<Sleeper> sleepers = new ArrayDeque<>();

	private boolean waking;

	/** Who has a higher number than this is sent home. */
	private int highest = Integer.MAX_VALUE;

	/**
	 * As {@link AllocationMap#add}. Events of one context must come from one thread, or
	 * their order is not known.
	 */
	public void submit(String context, E event) {
		locked(() -> this.map.add(context, event));
	}

	/** As {@link AllocationMap#addMended}. */
	public void submitMended(String context, E event) {
		locked(() -> this.map.addMended(context, event));
	}

	/**
	 * Waits for the oldest event that may run.
	 * @param delegate who asks
	 * @return the event, or null if this delegate is not needed any more
	 * @throws InterruptedException if interrupted while waiting
	 */
	public @Nullable Assignment<E> next(int delegate) throws InterruptedException {
		return next(delegate, null);
	}

	/**
	 * Lets the context of an event that is done go on, and waits for the next event. In
	 * one step, so that nobody is woken for what this delegate is about to take.
	 * @param done what the delegate has done; null if its context does not go on
	 */
	public @Nullable Assignment<E> next(int delegate, @Nullable Assignment<E> done) throws InterruptedException {
		this.lock.lock();
		try {
			if (done != null) {
				this.map.release(done);
			}
			while (delegate <= this.highest) {
				Assignment<E> assignment = this.map.assign(delegate);
				if (assignment != null) {
					wakeOne();
					return assignment;
				}
				sleep(delegate);
			}
			// It may have been woken for what another one has to do now.
			wakeOne();
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void sleep(int delegate) throws InterruptedException {
		Sleeper self = new Sleeper(delegate, this.lock.newCondition());
		this.sleepers.push(self);
		try {
			while (!self.woken) {
				self.wake.await();
			}
			this.waking = false;
		}
		catch (InterruptedException ex) {
			this.sleepers.remove(self);
			this.waking = this.waking && !self.woken;
			// What it was woken for is somebody else's now.
			wakeOne();
			throw ex;
		}
	}

	private void wakeOne() {
		if (!this.waking && this.map.hasReady() && !this.sleepers.isEmpty()) {
			wake(this.sleepers.pop());
		}
	}

	private void wake(Sleeper sleeper) {
		this.waking = true;
		sleeper.woken = true;
		sleeper.wake.signal();
	}

	/** As {@link AllocationMap#rest}. */
	public void rest(Assignment<E> assignment) {
		locked(() -> this.map.rest(assignment));
	}

	/** As {@link AllocationMap#resume}. */
	public void resume(String context) {
		locked(() -> this.map.resume(context));
	}

	@Override
	public void hold(Assignment<E> inHand) {
		locked(() -> this.map.hold(inHand));
	}

	@Override
	public void holdBack(String context) {
		locked(() -> this.map.holdBack(context));
	}

	@Override
	public boolean free(String context) {
		return tell(() -> this.map.free(context));
	}

	/** As {@link AllocationMap#forgetWaiting}. */
	public void forgetWaiting(Predicate<? super E> lost) {
		locked(() -> this.map.forgetWaiting(lost));
	}

	/** Sends the delegates home: none gets another event, whatever waits. */
	public void close() {
		limit(-1);
	}

	/**
	 * Sends those home who have a higher number, each when it asks for the next event.
	 */
	public void limit(int delegates) {
		locked(() -> {
			this.highest = delegates;
			this.sleepers.stream().filter((sleeper) -> sleeper.delegate > delegates).forEach(this::wake);
			this.sleepers.removeIf((sleeper) -> sleeper.woken);
		});
	}

	/** The allocation map at this moment, in no order. */
	public List<Allocation> allocations() {
		return tell(this.map::allocations);
	}

	/** As {@link AllocationMap#running}. */
	public int running(Predicate<? super E> counted) {
		return tell(() -> this.map.running(counted));
	}

	/** As {@link AllocationMap#inFlight}. */
	public int inFlight() {
		return tell(this.map::inFlight);
	}

	private void locked(Runnable step) {
		tell(() -> {
			step.run();
			return true;
		});
	}

	private <R> R tell(Supplier<R> step) {
		this.lock.lock();
		try {
			R result = step.get();
			wakeOne();
			return result;
		}
		finally {
			this.lock.unlock();
		}
	}

}
