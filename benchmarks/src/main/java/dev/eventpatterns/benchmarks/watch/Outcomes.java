package dev.eventpatterns.benchmarks.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figure;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Spread;
import dev.eventpatterns.benchmarks.Target;

/** What came of all rounds, as figures, and what they are held against. */
final class Outcomes {

	/** Slots, slow slots, and none beside them. */
	private static final int SLOTS = 16 + 128;

	private static final String COUNTED = "services told";

	private Outcomes() {
	}

	static List<Comparison> comparisons(int size, Map<String, List<Told>> outcomes) {
		return Stream.of(ways(size, outcomes), dead(outcomes))
			.filter((comparison) -> !comparison.measurements().isEmpty())
			.toList();
	}

	/** The pattern beside other ways, all of them alive. */
	private static Comparison ways(int size, Map<String, List<Told>> outcomes) {
		List<Measurement> measurements = new ArrayList<>();
		List<Figure> figures = new ArrayList<>();
		outcomes.forEach((variant, rounds) -> {
			if (WatchNotificationBenchmark.isDead(variant)) {
				return;
			}
			boolean ours = variant.equals(WatchNotificationBenchmark.OURS);
			measurements.add(new Measurement(variant, rounds.stream().map(Told::round).toList()));
			figures.add(figure(variant, "p99, ms", rounds, Told::p99Millis, OptionalDouble.empty()));
			figures
				.add(figure(variant, "all, ms", rounds, (told) -> told.all().toNanos() / 1e6, OptionalDouble.empty()));
			figures.add(figure(variant, "connections between changes", rounds, Told::quietConnections,
					ours ? OptionalDouble.of(0) : OptionalDouble.empty()));
			figures.add(figure(variant, "bytes/s between changes", rounds, Told::quietBytesPerSecond,
					ours ? OptionalDouble.of(0) : OptionalDouble.empty()));
			figures.add(figure(variant, "connections during a change", rounds, Told::connectionsDuring,
					ours ? OptionalDouble.of(SLOTS) : OptionalDouble.empty()));
			figures.add(figure(variant, "kB during a change", rounds, Told::kilobytesDuring, OptionalDouble.empty()));
		});
		return new Comparison(Figures.count(size) + " services at 100 addresses on 10 virtual hosts, one change",
				measurements, List.of(), figures, COUNTED);
	}

	/** The pattern with dead addresses and without, looked at where all is well. */
	private static Comparison dead(Map<String, List<Told>> outcomes) {
		List<Measurement> measurements = new ArrayList<>();
		List<Figure> figures = new ArrayList<>();
		for (String variant : List.of(WatchNotificationBenchmark.OURS, WatchNotificationBenchmark.NEWLY_DEAD,
				WatchNotificationBenchmark.KNOWN_DEAD)) {
			List<Told> rounds = outcomes.getOrDefault(variant, List.of());
			if (!rounds.isEmpty()) {
				measurements.add(new Measurement(variant, rounds.stream().map(Told::livingRound).toList()));
				figures.add(figure(variant, "all of these, ms", rounds, (told) -> told.allLiving().toNanos() / 1e6,
						OptionalDouble.empty()));
			}
		}
		return new Comparison("the services at the 90 addresses that stay alive, one change", measurements,
				List.of(new Target(WatchNotificationBenchmark.NEWLY_DEAD, WatchNotificationBenchmark.OURS, 0.9),
						new Target(WatchNotificationBenchmark.KNOWN_DEAD, WatchNotificationBenchmark.OURS, 0.9)),
				figures, COUNTED);
	}

	private static Figure figure(String variant, String name, List<Told> rounds, ToDoubleFunction<Told> value,
			OptionalDouble atMost) {
		return new Figure(variant, name, Spread.of(rounds.stream().map(value::applyAsDouble).toList()), atMost);
	}

}
