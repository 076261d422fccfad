package dev.eventpatterns.demo.blueprint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What came of the whole scenario.
 *
 * @param phases phase by phase
 * @param accepted the orders that the system took responsibility for
 * @param processed the orders that it says it has processed
 * @param inbox the orders that wait for a person
 * @param violations orders completed after a later one of their account
 * @param appliedTwice orders that have changed the books twice
 * @param overtaken orders that have changed the books after a later one of their account
 * @param completedAgain orders that were handled again, and changed nothing then
 */
record Outcome(List<PhaseResult> phases, Set<String> accepted, Set<String> processed, Set<String> inbox,
		long violations, long appliedTwice, long overtaken, long completedAgain) {

	/** Within that time a system that heals itself is well again. */
	static final double HEALS_WITHIN = 10;

	/** A throttle takes effect after a signal's way and an interval. */
	static final double TOLERANCE = 1.5;

	Outcome {
		phases = List.copyOf(phases);
	}

	/** Accepted orders that are nowhere. */
	long lost() {
		Set<String> missing = new HashSet<>(this.accepted);
		missing.removeAll(this.processed);
		missing.removeAll(this.inbox);
		return missing.size();
	}

	/** Accepted orders that were processed. */
	long done() {
		return this.accepted.stream().filter(this.processed::contains).count();
	}

	/** Accepted orders that wait for a person, and for nothing else. */
	long waiting() {
		return this.accepted.stream().filter((id) -> this.inbox.contains(id) && !this.processed.contains(id)).count();
	}

	long deepest() {
		return this.phases.stream().mapToLong(PhaseResult::deepest).max().orElse(0);
	}

	boolean bounded() {
		return deepest() <= TOLERANCE * Services.HIGH_WATER;
	}

	double slowestHealing() {
		return this.phases.stream().mapToDouble(PhaseResult::healedAfter).max().orElse(0);
	}

	boolean passed() {
		return lost() == 0 && this.violations == 0 && this.appliedTwice == 0 && this.overtaken == 0 && bounded()
				&& slowestHealing() <= HEALS_WITHIN && done() + waiting() == this.accepted.size();
	}

}
