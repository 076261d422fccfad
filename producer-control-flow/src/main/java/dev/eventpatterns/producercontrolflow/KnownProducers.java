package dev.eventpatterns.producercontrolflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The producers that have announced themselves lately. One that is silent for too long is
 * forgotten, and its share goes to the others. For use by any number of threads.
 */
public final class KnownProducers {

	private final long silenceNanos;

	private final Map<String, Heard> heard = new HashMap<>();

	/** What producers that are gone had published. */
	private double publishedByGone;

	private long epoch = -1;

	/**
	 * Nobody yet.
	 * @param silence after which a producer is forgotten
	 */
	public KnownProducers(Duration silence) {
		this.silenceNanos = silence.toNanos();
	}

	/**
	 * Takes an announcement.
	 * @param presence what the producer says
	 * @param nanos now, as {@link System#nanoTime} counts
	 * @return whether the producer was not known
	 */
	public synchronized boolean on(Presence presence, long nanos) {
		this.epoch = Math.max(this.epoch, presence.epoch());
		Heard before = this.heard.remove(presence.producer());
		// What it had published before it was known is no news: only differences count.
		long base = (before != null) ? before.base() : presence.published();
		if (presence.leaving()) {
			this.publishedByGone += presence.published() - base;
			return false;
		}
		this.heard.put(presence.producer(), new Heard(presence, nanos, base));
		return before == null;
	}

	/** Who is there now, by name. */
	public synchronized List<Presence> present(long nanos) {
		forgetSilent(nanos);
		List<Presence> all = new ArrayList<>();
		this.heard.values().forEach((one) -> all.add(one.presence()));
		all.sort(Comparator.comparing(Presence::producer));
		return all;
	}

	private void forgetSilent(long nanos) {
		this.heard.values().removeIf((one) -> {
			boolean silent = nanos - one.at() > this.silenceNanos;
			if (silent) {
				this.publishedByGone += one.presence().published() - one.base();
			}
			return silent;
		});
	}

	/**
	 * How many orders all of them have published since the first was known, carried on to
	 * this moment by the rates that they report. Only differences mean something.
	 */
	public synchronized double published(long nanos) {
		double all = this.publishedByGone;
		for (Heard one : this.heard.values()) {
			double age = Math.min(1e9, Math.max(0, nanos - one.at())) / 1e9;
			all += one.presence().published() - one.base() + age * one.presence().publishedPerSecond();
		}
		return all;
	}

	/** The newest epoch that any of them has heard, -1 for none. */
	public synchronized long epoch() {
		return this.epoch;
	}

	private record Heard(Presence presence, long at, long base) {
	}

}
