package dev.eventpatterns.demo.ambulance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What came of one way.
 *
 * @param way which one
 * @param handled what was handled, in the order of completion
 * @param urgent the ids of the urgent orders
 */
record WayResult(Way way, List<Handled> handled, Set<String> urgent) {

	private static final String PRIORITY_THREAD = "priority-1";

	WayResult {
		handled = List.copyOf(handled);
		urgent = Set.copyOf(urgent);
	}

	boolean isUrgent(Handled order) {
		return this.urgent.contains(order.orderId());
	}

	Instant begin() {
		return this.handled.stream().map(Handled::startedAt).min(Instant::compareTo).orElse(Instant.EPOCH);
	}

	/** From the start of the first order to the end of the last. */
	Duration took() {
		Instant end = this.handled.stream().map(Handled::finishedAt).max(Instant::compareTo).orElse(Instant.EPOCH);
		return Duration.between(begin(), end);
	}

	double perSecond() {
		return this.handled.size() / Math.max(1e-3, took().toNanos() / 1e9);
	}

	/**
	 * How long urgent orders waited.
	 * @param share how many of them waited no longer, 0 to 1
	 */
	Duration urgentWait(double share) {
		List<Duration> waits = this.handled.stream().filter(this::isUrgent).map(Handled::waited).sorted().toList();
		return waits.isEmpty() ? Duration.ZERO : waits.get(Math.max(0, (int) Math.ceil(waits.size() * share) - 1));
	}

	/** The share of its time that the priority thread had nothing to do, 0 to 1. */
	double priorityThreadIdle() {
		long worked = this.handled.stream()
			.filter((order) -> order.worker().equals(PRIORITY_THREAD))
			.mapToLong((order) -> Duration.between(order.startedAt(), order.finishedAt()).toNanos())
			.sum();
		return Math.max(0, 1 - (double) worked / Math.max(1, took().toNanos()));
	}

}
