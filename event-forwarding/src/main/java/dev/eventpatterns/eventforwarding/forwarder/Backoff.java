package dev.eventpatterns.eventforwarding.forwarder;

import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/** Waits longer after each failure in a row, up to a second or so, and never gives up. */
final class Backoff {

	private static final ExponentialBackOff SCHEDULE = schedule();

	private BackOffExecution execution = SCHEDULE.start();

	private static ExponentialBackOff schedule() {
		ExponentialBackOff schedule = new ExponentialBackOff(100, 2);
		schedule.setMaxInterval(1_000);
		// Many instances that lost the same broker should not all come back at once.
		schedule.setJitter(50);
		return schedule;
	}

	void pause() throws InterruptedException {
		Thread.sleep(this.execution.nextBackOff());
	}

	void reset() {
		this.execution = SCHEDULE.start();
	}

}
