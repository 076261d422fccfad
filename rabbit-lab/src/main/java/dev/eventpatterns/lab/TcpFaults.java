package dev.eventpatterns.lab;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a link at present. Whoever waits because of a fault is woken as soon
 * as the faults change, so that healing takes effect at once.
 */
final class TcpFaults {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private volatile State state = State.NONE;

	State now() {
		return this.state;
	}

	void change(UnaryOperator<State> change) {
		this.lock.lock();
		try {
			this.state = change.apply(this.state);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until a time of {@link System#nanoTime()}.
	 * @return false if the faults were no longer the ones seen before that time came
	 */
	boolean awaitUntil(long deadline, State seen) throws InterruptedException {
		if (deadline - System.nanoTime() <= 0) {
			return this.state == seen;
		}
		this.lock.lock();
		try {
			long left = deadline - System.nanoTime();
			while (left > 0 && this.state == seen) {
				left = this.changed.awaitNanos(left);
			}
			return this.state == seen;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The faults at one moment; they add up.
	 *
	 * @param delayNanos how long every byte is on its way, in each direction
	 * @param throttle how fast bytes may pass; null for as fast as they can
	 * @param blackHole whether bytes vanish
	 * @param cut whether connections are closed as soon as they come
	 */
	record State(long delayNanos, @Nullable TcpThrottle throttle, boolean blackHole, boolean cut) {

		static final State NONE = new State(0, null, false, false);

		State withDelay(long delayNanos) {
			return new State(delayNanos, this.throttle, this.blackHole, this.cut);
		}

		State withThrottle(TcpThrottle throttle) {
			return new State(this.delayNanos, throttle, this.blackHole, this.cut);
		}

		State withBlackHole() {
			return new State(this.delayNanos, this.throttle, true, this.cut);
		}

		State withCut() {
			return new State(this.delayNanos, this.throttle, this.blackHole, true);
		}

	}

}
