package dev.eventpatterns.workflowprocessor.telling;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends threads that work with the database. */
final class Clocks {

	private static final int PATIENCE_SECONDS = 5;

	private Clocks() {
	}

	/** Lets a thread finish: H2 closes its file when one that writes is interrupted. */
	static void stop(ExecutorService clock) {
		clock.shutdown();
		try {
			clock.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		clock.shutdownNow();
	}

}
