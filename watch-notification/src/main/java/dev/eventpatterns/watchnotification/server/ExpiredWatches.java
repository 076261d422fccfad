package dev.eventpatterns.watchnotification.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.eventpatterns.watchnotification.Failures;
import dev.eventpatterns.watchnotification.Watch;
import dev.eventpatterns.watchnotification.WatchId;
import dev.eventpatterns.watchnotification.WatchView;

/** The last watches whose leases were over, for people who wonder where they are. */
final class ExpiredWatches {

	private static final int MOST = 100;

	private final Deque<Watch> watches = new ArrayDeque<>();

	synchronized void add(List<Watch> over) {
		this.watches.addAll(over);
		while (this.watches.size() > MOST) {
			this.watches.removeFirst();
		}
	}

	/** It was registered again. */
	synchronized void remove(WatchId id) {
		this.watches.removeIf((watch) -> watch.id().equals(id));
	}

	synchronized List<WatchView> look() {
		return this.watches.stream().map((watch) -> WatchView.of(watch, Watch.Phase.EXPIRED, Failures.NONE)).toList();
	}

}
