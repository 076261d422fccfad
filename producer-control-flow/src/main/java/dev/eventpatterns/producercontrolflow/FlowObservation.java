package dev.eventpatterns.producercontrolflow;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a controller knows when it decides.
 *
 * @param nanos when, as {@link System#nanoTime} counts
 * @param depth how many orders wait in the queue; null where that is not known
 * @param published how many orders producers have published, counted from anywhere
 * @param ackedPerSecond orders a second that consumers acknowledge; null where that is
 * not measured
 * @param producers who is there
 * @param scale how far a supervisor has scaled; null where there is none
 */
public record FlowObservation(long nanos, @Nullable Long depth, double published, @Nullable Double ackedPerSecond,
		List<Presence> producers, @Nullable ConsumerScale scale) {

	public FlowObservation {
		producers = List.copyOf(producers);
	}

	double offeredPerSecond() {
		return this.producers.stream().mapToDouble(Presence::offeredPerSecond).sum();
	}

	int backlog() {
		return this.producers.stream().mapToInt(Presence::backlog).sum();
	}

	double demandPerSecond() {
		return this.producers.stream().mapToDouble(Presence::demandPerSecond).sum();
	}

}
