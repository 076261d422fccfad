package dev.eventpatterns.workflowprocessor.telling;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides what is worth telling people: that a group has appeared, and that it has grown
 * past a threshold, or past twice what they were told. At most once per group and quiet
 * period, so that a flood of events is one message.
 */
final class QuietPeriods {

	private final long threshold;

	private final Duration quiet;

	private final Map<String, Told> told = new HashMap<>();

	QuietPeriods(long threshold, Duration quiet) {
		this.threshold = threshold;
		this.quiet = quiet;
	}

	/**
	 * Whether people should be told; if so, takes it that they are.
	 * @param group of which group
	 * @param waiting how many of its events wait for a person
	 */
	synchronized boolean isNews(String group, long waiting, Instant now) {
		Told last = this.told.get(group);
		if (waiting == 0) {
			// Done with: it may appear again, when the quiet period is over.
			if (last != null && !now.isBefore(last.at.plus(this.quiet))) {
				this.told.remove(group);
			}
			return false;
		}
		if (last == null) {
			this.told.put(group, new Told(now, waiting));
			return true;
		}
		boolean grown = last.waiting < this.threshold ? waiting >= this.threshold : waiting >= 2 * last.waiting;
		if (grown && !now.isBefore(last.at.plus(this.quiet))) {
			this.told.put(group, new Told(now, waiting));
			return true;
		}
		return false;
	}

	private record Told(Instant at, long waiting) {
	}

}
