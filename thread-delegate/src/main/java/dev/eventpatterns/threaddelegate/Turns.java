package dev.eventpatterns.threaddelegate;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets threads take steps one at a time. Who needs no answer leaves a step behind, and
 * does not wait: whoever has the turn takes it along. So many delegates that finish at
 * once do not queue up behind each other, or behind one that the scheduler has put aside.
 *
 * @see <a href="https://doi.org/10.1145/1810479.1810540">Hendler, Incze, Shavit and
 * Tzafrir: Flat Combining and the Synchronization-Parallelism Tradeoff</a>
 */
final class Turns {

	private final ReentrantLock turn = new ReentrantLock();

	private final Queue<Runnable> left = new ConcurrentLinkedQueue<>();

	/** Takes a step, after all that were left behind before. */
	void take(Runnable step) {
		ask(() -> {
			step.run();
			return true;
		});
	}

	/**
	 * Takes a step that tells something, after all that were left behind before.
	 * @return what it told
	 */
	<R> R ask(Supplier<R> step) {
		this.turn.lock();
		try {
			takeLeft();
			return step.get();
		}
		finally {
			this.turn.unlock();
			help();
		}
	}

	/** Sees to it that a step is taken: now if it is nobody's turn, else soon. */
	void leave(Runnable step) {
		this.left.add(step);
		help();
	}

	/** Whoever had the turn when a step was left may not have seen it. */
	private void help() {
		while (!this.left.isEmpty() && this.turn.tryLock()) {
			try {
				takeLeft();
			}
			finally {
				this.turn.unlock();
			}
		}
	}

	private void takeLeft() {
		for (Runnable step = this.left.poll(); step != null; step = this.left.poll()) {
			step.run();
		}
	}

}
