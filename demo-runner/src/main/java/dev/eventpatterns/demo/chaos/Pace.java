package dev.eventpatterns.demo.chaos;

/**
 * How fast orders may be sent: evenly over time, and never more than the part that
 * belongs before the next kill, so that every kill strikes under load. Clients that were
 * held up by an outage may catch up. Safe for use by several threads.
 */
public final class Pace {

	private static final long LOOK_MILLIS = 5;

	private final double perSecond;

	private final ChaosSchedule schedule;

	private final Convoy convoy;

	private int kills;

	private int released;

	private long start;

	/**
	 * Prepares a pace.
	 * @param perSecond how many orders a second
	 * @param schedule when something is killed
	 * @param convoy whom not to run away from
	 */
	public Pace(double perSecond, ChaosSchedule schedule, Convoy convoy) {
		this.perSecond = perSecond;
		this.schedule = schedule;
		this.convoy = convoy;
	}

	/** Starts the clock. */
	public synchronized void start() {
		this.start = System.nanoTime();
	}

	/** Releases the orders that belong between this kill and the next. */
	public synchronized void killed() {
		this.kills++;
		notifyAll();
	}

	/**
	 * Waits until orders may be sent.
	 * @param orders how many
	 * @throws InterruptedException when the waiting thread is interrupted
	 */
	public synchronized void await(int orders) throws InterruptedException {
		this.released += orders;
		int turn = this.released;
		while (turn > this.schedule.releasedAfter(this.kills)) {
			wait();
		}
		long due = this.start + (long) (turn / this.perSecond * 1_000_000_000L);
		for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
			wait(Math.max(1, left / 1_000_000));
		}
		while (!this.convoy.mayRelease(turn)) {
			wait(LOOK_MILLIS);
		}
	}

}
