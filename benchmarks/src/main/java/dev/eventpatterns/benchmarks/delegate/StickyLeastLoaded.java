package dev.eventpatterns.benchmarks.delegate;

import java.util.HashMap;
import java.util.Map;

/**
 * An account stays with a worker while it has an order in flight, and else goes to the
 * worker with the fewest orders: the assignment that is often shown for this pattern,
 * with looking and noting in one step.
 */
final class StickyLeastLoaded implements WorkerChoice {

	private final int[] load;

	private final Map<String, Stay> stays = new HashMap<>();

	StickyLeastLoaded(int workers) {
		this.load = new int[workers];
	}

	@Override
	public synchronized int choose(String account) {
		Stay stay = this.stays.computeIfAbsent(account, (name) -> new Stay(leastLoaded()));
		stay.inFlight++;
		this.load[stay.worker]++;
		return stay.worker;
	}

	private int leastLoaded() {
		int least = 0;
		for (int worker = 1; worker < this.load.length; worker++) {
			if (this.load[worker] < this.load[least]) {
				least = worker;
			}
		}
		return least;
	}

	@Override
	public synchronized void done(String account) {
		Stay stay = this.stays.get(account);
		if (stay == null) {
			throw new IllegalStateException("nothing of " + account + " is in flight");
		}
		this.load[stay.worker]--;
		if (--stay.inFlight == 0) {
			this.stays.remove(account);
		}
	}

	private static final class Stay {

		private final int worker;

		private int inFlight;

		Stay(int worker) {
			this.worker = worker;
		}

	}

}
