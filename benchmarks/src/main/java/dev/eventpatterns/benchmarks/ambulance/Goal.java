package dev.eventpatterns.benchmarks.ambulance;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.eventpatterns.ambulance.Mode;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.benchmarks.Target;

/**
 * What is aimed at where urgent orders come in a certain way.
 *
 * @param arrival how they come
 * @param title how that is called
 * @param mostWorkTimes how many times the work of one order 99 of 100 urgent orders may
 * wait in mode ambulance, where that can be promised
 */
record Goal(Arrival arrival, String title, OptionalDouble mostWorkTimes) {

	/** What the threads that are not priority's do where nothing is urgent. */
	static final String OTHERS = "share of the other threads";

	/** How much two equal contenders differ by chance. */
	private static final double AS_MUCH = 0.99;

	/** In mode ambulance, what the rate is held against. */
	Target target() {
		return new Target(Mode.AMBULANCE.label(), (this.arrival == Arrival.TOO_MANY) ? OTHERS : Mode.NONE.label(),
				AS_MUCH);
	}

	/**
	 * The rate that counts: of all orders or, where they are too many, the standard ones.
	 */
	Round round(Workplace workplace, int standardOrders, Optional<String> problem) {
		return (this.arrival == Arrival.TOO_MANY) ? new Round(standardOrders, workplace.standardTook(), problem)
				: new Round(workplace.handled(), workplace.took(), problem);
	}

	/** In mode none, all threads serve the backlog first: the others' share is known. */
	Optional<Round> shareOfOthers(Contender contender, Round round) {
		if (this.arrival != Arrival.TOO_MANY || !contender.name().equals(Mode.NONE.label())) {
			return Optional.empty();
		}
		long nanos = round.took().toNanos() * Workplace.THREADS / (Workplace.THREADS - Workplace.PRIORITY_THREADS);
		return Optional.of(new Round(round.messages(), Duration.ofNanos(nanos), round.problem()));
	}

}
