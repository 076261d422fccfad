package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Works out how fast messages arrive and how long one takes, from what was in a channel
 * and what its consumers have done. What has arrived is what is there more than before,
 * and what was done since.
 */
final class Flow {

	/** What was measured counts for less with each interval, so that news show soon. */
	private static final double FADING = 0.7;

	private final ArrivalRate rate = new ArrivalRate();

	private final Map<String, WorkReport> before = new HashMap<>();

	private @Nullable Instant at;

	private long depth;

	private double completed;

	private double workedNanos;

	/**
	 * Adds what was seen.
	 * @param at when
	 * @param ready messages that waited
	 * @param reports what each instance has told, by its name
	 */
	void add(Instant at, long ready, Map<String, WorkReport> reports) {
		long busy = 0;
		long done = 0;
		long worked = 0;
		for (Map.Entry<String, WorkReport> entry : reports.entrySet()) {
			WorkReport report = entry.getValue();
			WorkReport last = this.before.getOrDefault(entry.getKey(), report);
			busy += report.busy();
			done += report.completed() - last.completed();
			worked += report.workedNanos() - last.workedNanos();
		}
		long now = ready + busy;
		if (this.at != null && this.at.isBefore(at)) {
			this.rate.add(Math.max(0, now - this.depth + done), Duration.between(this.at, at).toNanos() / 1e9);
		}
		this.completed = FADING * this.completed + done;
		this.workedNanos = FADING * this.workedNanos + worked;
		this.depth = now;
		this.at = at;
		this.before.clear();
		this.before.putAll(reports);
	}

	/** What was not seen for a while cannot be reckoned from. */
	void interrupt() {
		this.at = null;
		this.rate.forget();
	}

	@Nullable Double arrivalRate() {
		return this.rate.perSecond();
	}

	/** How long a message takes, on average; null before one was done. */
	@Nullable Duration serviceTime() {
		return (this.completed > 0.01) ? Duration.ofNanos((long) (this.workedNanos / this.completed)) : null;
	}

}
