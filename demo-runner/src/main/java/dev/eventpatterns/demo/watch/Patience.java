package dev.eventpatterns.demo.watch;

import java.io.IOException;
import java.time.Duration;

import dev.eventpatterns.demo.DemoFailure;

/** Waits for things that will surely come. */
final class Patience {

	private static final Duration LONGEST = Duration.ofSeconds(20);

	private static final long LOOK_MILLIS = 10;

	private Patience() {
	}

	/**
	 * Waits.
	 * @param what what is waited for, for the message
	 * @throws DemoFailure if it does not come
	 */
	static void await(String what, Condition condition) throws InterruptedException {
		long deadline = System.nanoTime() + LONGEST.toNanos();
		while (!holds(condition)) {
			if (System.nanoTime() > deadline) {
				throw new DemoFailure("Waited " + LONGEST.toSeconds() + " s in vain until " + what + ".");
			}
			Thread.sleep(LOOK_MILLIS);
		}
	}

	private static boolean holds(Condition condition) throws InterruptedException {
		try {
			return condition.holds();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Something to wait for. */
	interface Condition {

		boolean holds() throws IOException, InterruptedException;

	}

}
