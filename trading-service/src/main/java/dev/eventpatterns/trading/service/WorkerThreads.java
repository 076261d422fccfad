package dev.eventpatterns.trading.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that handle orders, for as long as their service runs. */
public final class WorkerThreads {

	private static final Logger log = LoggerFactory.getLogger(WorkerThreads.class);

	private final List<Thread> threads = new ArrayList<>();

	/**
	 * Starts one.
	 * @param name the thread's name
	 * @param work what it does, until it is told to stop
	 */
	public void start(String name, Runnable work) {
		Thread thread = new Thread(work, name);
		this.threads.add(thread);
		thread.start();
	}

	/**
	 * Lets each finish what it is at, and interrupts those that take too long.
	 * @param patience how long to wait for all of them
	 * @throws InterruptedException when the waiting thread is interrupted
	 */
	public void stop(Duration patience) throws InterruptedException {
		end(this.threads, patience);
		this.threads.clear();
	}

	/**
	 * Lets each finish what it is at, and interrupts those that take too long.
	 * @param threads threads that have been told to stop
	 * @param patience how long to wait for all of them
	 * @throws InterruptedException when the waiting thread is interrupted
	 */
	public static void end(List<Thread> threads, Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		for (Thread thread : threads) {
			thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
			if (thread.isAlive()) {
				log.warn("{} did not finish its order in time; it will be delivered again", thread.getName());
				thread.interrupt();
			}
		}
	}

}
