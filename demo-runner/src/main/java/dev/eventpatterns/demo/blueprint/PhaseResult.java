package dev.eventpatterns.demo.blueprint;

import java.util.List;

/**
 * What came of a phase.
 *
 * @param phase which one
 * @param begun when it began, in seconds of the scenario
 * @param ended when the trouble was over; what follows is recovery
 * @param healed when the system was well again, more than any second if it was not in
 * time
 * @param patients accounts that waited for a person at its end, for no rule could help
 * @param moments how the system was, until the next phase began
 * @param told what the system decided meanwhile
 * @param times response times, by the kind of order
 */
record PhaseResult(Phase phase, double begun, double ended, double healed, int patients, List<Moment> moments,
		List<Told> told, ResponseTimes times) {

	PhaseResult {
		moments = List.copyOf(moments);
		told = List.copyOf(told);
	}

	/** Seconds from the end of the trouble until the system was well. */
	double healedAfter() {
		return Math.max(0, this.healed - this.ended);
	}

	long deepest() {
		return this.moments.stream().mapToLong(Moment::ready).max().orElse(0);
	}

	long mostSided() {
		return this.moments.stream().mapToLong(Moment::sided).max().orElse(0);
	}

	long mostKeptBack() {
		return this.moments.stream().mapToLong(Moment::backlog).max().orElse(0);
	}

	int mostDelegates() {
		return this.moments.stream().mapToInt(Moment::delegates).max().orElse(0);
	}

	int mostHeld() {
		return this.moments.stream().mapToInt(Moment::held).max().orElse(0);
	}

	/** Orders a second that were accepted while the trouble lasted. */
	double acceptedPerSecond() {
		return rate(this.moments.stream().filter((moment) -> moment.second() <= this.ended).toList(), true);
	}

	/** Orders a second that were processed in the fastest second. */
	double fastestPerSecond() {
		double fastest = 0;
		for (int i = 0; i < this.moments.size(); i++) {
			for (int j = i + 1; j < this.moments.size(); j++) {
				if (this.moments.get(j).second() - this.moments.get(i).second() >= 1) {
					fastest = Math.max(fastest, rate(List.of(this.moments.get(i), this.moments.get(j)), false));
					break;
				}
			}
		}
		return fastest;
	}

	private static double rate(List<Moment> some, boolean accepted) {
		if (some.size() < 2) {
			return 0;
		}
		Moment first = some.get(0);
		Moment last = some.get(some.size() - 1);
		int count = accepted ? last.accepted() - first.accepted() : last.processed() - first.processed();
		return count / Math.max(0.001, last.second() - first.second());
	}

	/** For how long a signal held the producer back, in seconds. */
	double throttledSeconds() {
		double seconds = 0;
		for (int i = 1; i < this.moments.size(); i++) {
			if (this.moments.get(i).throttled()) {
				seconds += this.moments.get(i).second() - this.moments.get(i - 1).second();
			}
		}
		return seconds;
	}

}
