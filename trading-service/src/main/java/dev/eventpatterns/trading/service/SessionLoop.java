package dev.eventpatterns.trading.service;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * A thread that begins a new stay when one is lost, with back-off.
 */
public final class SessionLoop {

	private static final Logger log = LoggerFactory.getLogger(SessionLoop.class);

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	private final String name;

	private final Stay stay;

	private final Runnable afterwards;

	private volatile @Nullable Thread thread;

	/**
	 * Creates a loop that does not run yet.
	 * @param name the thread's name
	 * @param stay one stay, from connect to connection lost
	 * @param afterwards what to do after each stay, before the next one
	 */
	public SessionLoop(String name, Stay stay, Runnable afterwards) {
		this.name = name;
		this.stay = stay;
		this.afterwards = afterwards;
	}

	/** Begins. */
	public void start() {
		Thread started = new Thread(this::run, this.name);
		this.thread = started;
		started.start();
	}

	private void run() {
		ExponentialBackOff schedule = new ExponentialBackOff(SHORTEST_PAUSE.toMillis(), 2);
		schedule.setMaxInterval(LONGEST_PAUSE.toMillis());
		BackOffExecution backOff = schedule.start();
		try {
			while (isRunning()) {
				long begun = System.nanoTime();
				stay();
				if (System.nanoTime() - begun > 2 * LONGEST_PAUSE.toNanos()) {
					backOff = schedule.start();
				}
				Thread.sleep(backOff.nextBackOff());
			}
		}
		catch (InterruptedException ex) {
			// Stopping.
		}
	}

	private void stay() throws InterruptedException {
		try {
			this.stay.run();
			log.warn("{}: lost the broker", this.name);
		}
		catch (IOException | TimeoutException | RuntimeException ex) {
			log.warn("{}: cannot use the broker, and tries again: {}", this.name, ex.toString());
		}
		finally {
			this.afterwards.run();
		}
	}

	/**
	 * Ends the stay, and waits for that.
	 * @param patience how long to wait
	 * @throws InterruptedException if interrupted while waiting
	 */
	public void stop(Duration patience) throws InterruptedException {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped != null) {
			stopped.interrupt();
			stopped.join(patience.toMillis());
		}
	}

	/** Whether it was started and not stopped. */
	public boolean isRunning() {
		return this.thread != null;
	}

	/** One stay, from connect to connection lost. */
	@FunctionalInterface
	public interface Stay {

		/**
		 * Stays until the broker is lost.
		 * @throws IOException if it cannot begin
		 * @throws TimeoutException if the broker does not answer
		 * @throws InterruptedException when the application stops
		 */
		void run() throws IOException, TimeoutException, InterruptedException;

	}

}
