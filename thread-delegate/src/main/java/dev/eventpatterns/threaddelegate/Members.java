package dev.eventpatterns.threaddelegate;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which instances live: those that were heard of lately. Not for use by several threads.
 */
public final class Members {

	private final Map<String, Long> heardAt = new HashMap<>();

	private final long patienceNanos;

	/**
	 * Nobody yet.
	 * @param patience how long ago an instance may have been heard of
	 */
	public Members(Duration patience) {
		this.patienceNanos = patience.toNanos();
	}

	/**
	 * Notes that an instance lives.
	 * @param member its name
	 * @param nanos when, as {@link System#nanoTime()}
	 */
	public void heard(String member, long nanos) {
		this.heardAt.put(member, nanos);
	}

	/** Notes that an instance goes. */
	public void left(String member) {
		this.heardAt.remove(member);
	}

	/**
	 * Tells who lives.
	 * @param nanos the time, as {@link System#nanoTime()}
	 * @return their names
	 */
	public SortedSet<String> alive(long nanos) {
		this.heardAt.values().removeIf((at) -> nanos - at > this.patienceNanos);
		return new TreeSet<>(this.heardAt.keySet());
	}

}
