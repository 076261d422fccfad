package dev.eventpatterns.demo.delegate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of one way.
 *
 * @param way which one
 * @param handled what was handled, in the order of completion
 */
record WayResult(Way way, List<Handled> handled) {

	WayResult {
		handled = List.copyOf(handled);
	}

	/** Orders that were completed before one that came before them in their account. */
	Set<Handled> outOfTurn() {
		Map<String, Long> next = new HashMap<>();
		Set<Handled> wrong = new HashSet<>();
		for (Handled order : this.handled) {
			if (order.sequence() != next.getOrDefault(order.account(), 0L) + 1) {
				wrong.add(order);
			}
			next.merge(order.account(), order.sequence(), Math::max);
		}
		return wrong;
	}

	long accountsOutOfTurn() {
		return outOfTurn().stream().map(Handled::account).distinct().count();
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

	/** How many orders were being handled at a time, on average. */
	double sideBySide() {
		long worked = this.handled.stream()
			.mapToLong((order) -> Duration.between(order.startedAt(), order.finishedAt()).toNanos())
			.sum();
		return (double) worked / Math.max(1, took().toNanos());
	}

	/** 99 of 100 orders took no longer from receipt to completion. */
	Duration responseP99() {
		List<Duration> times = new ArrayList<>(this.handled.stream()
			.map((order) -> Duration.between(order.receivedAt(), order.finishedAt()))
			.toList());
		times.sort(Duration::compareTo);
		return times.isEmpty() ? Duration.ZERO : times.get((int) Math.ceil(times.size() * 0.99) - 1);
	}

}
