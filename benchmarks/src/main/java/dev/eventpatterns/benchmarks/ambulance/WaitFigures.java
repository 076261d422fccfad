package dev.eventpatterns.benchmarks.ambulance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.ambulance.Mode;
import dev.eventpatterns.benchmarks.Figure;
import dev.eventpatterns.benchmarks.Spread;

/** Gathers waits and idle time over the rounds. */
final class WaitFigures {

	private static final String P99 = "urgent wait p99, ms";

	private static final String STANDARD_WAIT = "standard wait here max, ms";

	/** The module's default for how long a standard order may wait for a thread. */
	private static final Duration MAX_STANDARD_WAIT = Duration.ofSeconds(1);

	private final Goal goal;

	private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();

	WaitFigures(Goal goal) {
		this.goal = goal;
	}

	void note(String contender, Workplace workplace, @Nullable Double longestStandardWait) {
		note(contender, "urgent wait p50, ms", workplace.waited(0.5));
		note(contender, P99, workplace.waited(0.99));
		note(contender, "urgent wait max, ms", workplace.waited(1));
		note(contender, "idlest thread, % idle", 100 * workplace.mostIdle());
		if (longestStandardWait != null) {
			note(contender, STANDARD_WAIT, longestStandardWait);
		}
	}

	private void note(String contender, String name, double value) {
		this.values.computeIfAbsent(contender, (key) -> new LinkedHashMap<>())
			.computeIfAbsent(name, (key) -> new ArrayList<>())
			.add(value);
	}

	List<Figure> all() {
		List<Figure> figures = new ArrayList<>();
		this.values.forEach((contender, named) -> named.forEach((name, rounds) -> figures
			.add(new Figure(contender, name, Spread.of(rounds), atMost(contender, name)))));
		return figures;
	}

	private OptionalDouble atMost(String contender, String name) {
		if (contender.equals(Mode.AMBULANCE.label()) && name.equals(P99) && this.goal.mostWorkTimes().isPresent()) {
			return OptionalDouble.of(this.goal.mostWorkTimes().getAsDouble() * Workplace.WORK.toMillis());
		}
		if (contender.equals(Mode.AMBULANCE.label()) && name.equals(STANDARD_WAIT)) {
			return OptionalDouble.of(MAX_STANDARD_WAIT.toMillis());
		}
		return OptionalDouble.empty();
	}

}
