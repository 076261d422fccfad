package dev.eventpatterns.ambulance;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/**
 * Where a priority thread stands while the next priority order may still be on its way
 * from the broker. Only few orders are in this process, and the next is sent when one is
 * acknowledged: after a priority order that was not alone, a standard order would slip in
 * before each that follows, however many wait at the broker. After one that was alone
 * nobody waits.
 * <p>
 * Guarded by the hand-over's lock.
 */
final class Followers {

	private final Condition coming;

	private final long patience;

	/** Whether priority orders came several at once, and none has failed to follow. */
	private boolean expected;

	/**
	 * Expects nothing yet.
	 * @param lock the hand-over's
	 * @param patience how long the next order may be on its way; zero to wait for none
	 */
	Followers(Lock lock, Duration patience) {
		this.coming = lock.newCondition();
		this.patience = patience.toNanos();
	}

	/**
	 * Notes that an order was taken.
	 * @param several whether it was a priority order, and others waited behind it
	 */
	void expectIf(boolean several) {
		this.expected |= several;
	}

	/**
	 * Waits for a follower, if one is expected.
	 * @param needless tells that there is nothing to wait for any more
	 */
	void await(BooleanSupplier needless) throws InterruptedException {
		long left = this.patience;
		while (this.expected && !needless.getAsBoolean()) {
			this.expected = left > 0;
			left = this.expected ? this.coming.awaitNanos(left) : 0;
		}
	}

	/** Lets those that wait look again. */
	void look() {
		this.coming.signalAll();
	}

}
