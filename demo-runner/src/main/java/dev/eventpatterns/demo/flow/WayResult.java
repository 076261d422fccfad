package dev.eventpatterns.demo.flow;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What came of one way.
 *
 * @param label which one
 * @param moments in their order
 * @param overloadEnds when the load went back to normal, in seconds
 * @param accepted orders that producers took over, in all
 * @param handled orders that were handled or still waited in the queue when all was over
 */
record WayResult(String label, List<Moment> moments, double overloadEnds, long accepted, long handled) {

	WayResult {
		moments = List.copyOf(moments);
	}

	long deepest() {
		return this.moments.stream().mapToLong(Moment::depth).max().orElse(0);
	}

	long depthAtTheEnd() {
		return this.moments.isEmpty() ? 0 : this.moments.get(this.moments.size() - 1).depth();
	}

	/** Orders that were taken over and are nowhere. */
	long lost() {
		return Math.max(0, this.accepted - this.handled);
	}

	boolean wasThrottled() {
		return this.moments.stream().anyMatch(Moment::throttled);
	}

	/** How long after the overload a signal still held producers back. */
	OptionalDouble backAfter() {
		if (this.moments.isEmpty() || this.moments.get(this.moments.size() - 1).throttled()) {
			return OptionalDouble.empty();
		}
		double last = this.overloadEnds;
		for (Moment moment : this.moments) {
			last = moment.throttled() ? Math.max(last, moment.second()) : last;
		}
		return OptionalDouble.of(last - this.overloadEnds);
	}

	/** Orders a second that were handled while the overload lasted. */
	double handledPerSecond() {
		List<Moment> during = this.moments.stream().filter((moment) -> moment.second() <= this.overloadEnds).toList();
		if (during.size() < 2) {
			return 0;
		}
		Moment last = during.get(during.size() - 1);
		return last.handled() / Math.max(0.1, last.second());
	}

}
