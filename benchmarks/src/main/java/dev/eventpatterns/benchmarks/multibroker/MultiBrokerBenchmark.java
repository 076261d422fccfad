package dev.eventpatterns.benchmarks.multibroker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Benchmark;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figure;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.benchmarks.Spread;
import dev.eventpatterns.benchmarks.Target;

/** What more brokers carry, and what becomes of it when one of them dies. */
public final class MultiBrokerBenchmark implements Benchmark {

	private static final List<String> SCALING = List.of("one", "two", "three", "four");

	private static final String PACED_ONE = "paced one";

	private static final String PACED_THREE = "paced three";

	private static final String KILL = "kill";

	/** In a round of the full size, load lasts ten seconds. */
	private static final double SECONDS_PER_MESSAGE = 10 / 1e6;

	private static final long LEAST_SECONDS = 3;

	/** What the literature's three producers send, each. */
	private static final double PACE = 4_000;

	@Override
	public String name() {
		return "multi-broker";
	}

	@Override
	public List<String> variants() {
		return List.of("one", "two", "three", "four", PACED_ONE, PACED_THREE, KILL);
	}

	@Override
	public List<String> plugins() {
		return List.of();
	}

	@Override
	public List<Comparison> run(Bench bench) throws Exception {
		long seconds = Math.max(LEAST_SECONDS, Math.round(bench.options().messages() * SECONDS_PER_MESSAGE));
		List<String> wanted = variants().stream().filter(bench.options()::wants).toList();
		wanted.forEach((variant) -> bench.progress().timeLeft().expect(variant, bench.options().rounds()));
		HeldBrokers brokers = bench.cleanup().add(new HeldBrokers(most(wanted), bench.progress()::say));
		try {
			bench.progress().say("brokers are held to " + brokers.description());
			Map<String, List<Round>> rounds = new LinkedHashMap<>();
			List<KillRun.Outcome> kills = new ArrayList<>();
			for (int round = 1; round <= bench.options().rounds(); round++) {
				for (String variant : wanted) {
					bench.progress().begin(variant + ", round " + round + " of " + bench.options().rounds());
					if (variant.equals(KILL)) {
						kills.add(new KillRun(bench, brokers, "kill-" + round).play());
					}
					else {
						rounds.computeIfAbsent(variant, (name) -> new ArrayList<>())
							.add(new LoadRun(bench, brokers, variant.replaceAll("\\W+", "-") + "-" + round,
									count(variant), variant.startsWith("paced") ? PACE : 0)
								.play(seconds));
					}
					bench.progress().end(variant);
				}
			}
			return comparisons(brokers, rounds, kills);
		}
		finally {
			bench.cleanup().close(brokers);
		}
	}

	private static int most(List<String> variants) {
		return variants.stream().mapToInt(MultiBrokerBenchmark::count).max().orElse(1);
	}

	private static int count(String variant) {
		if (variant.equals(KILL)) {
			return KillRun.BROKERS;
		}
		return 1 + SCALING.indexOf(variant.replace("paced ", ""));
	}

	private static List<Comparison> comparisons(HeldBrokers brokers, Map<String, List<Round>> rounds,
			List<KillRun.Outcome> kills) {
		List<Comparison> comparisons = new ArrayList<>();
		String held = brokers.description();
		List<Measurement> scaling = measured(rounds, SCALING);
		if (!scaling.isEmpty()) {
			comparisons.add(new Comparison("brokers with " + held + ": as much as they take", scaling, List
				.of(new Target("two", "one", 1.9), new Target("three", "one", 2.7), new Target("four", "one", 3.5)),
					"orders"));
		}
		List<Measurement> paced = measured(rounds, List.of(PACED_ONE, PACED_THREE));
		if (!paced.isEmpty()) {
			comparisons.add(new Comparison(
					"brokers with " + held + ": three producers are offered " + Figures.count(PACE) + " a second each",
					paced, List.of(), "orders"));
		}
		if (!kills.isEmpty()) {
			comparisons.add(new Comparison("one of three brokers is killed and comes back, routing by context",
					List.of(new Measurement(KILL, kills.stream().map(KillRun.Outcome::round).toList())), List.of(),
					List.of(figure("back to two thirds, s", kills, KillRun.Outcome::backSeconds, 3),
							figure("full again after its return, s", kills, KillRun.Outcome::fullSeconds, 5),
							figure("out of order", kills, KillRun.Outcome::outOfOrder, 0),
							figure("handled twice", kills, KillRun.Outcome::twice, 0)),
					"orders"));
		}
		return comparisons;
	}

	private static List<Measurement> measured(Map<String, List<Round>> rounds, List<String> variants) {
		return variants.stream()
			.filter(rounds::containsKey)
			.map((variant) -> new Measurement(variant, rounds.getOrDefault(variant, List.of())))
			.toList();
	}

	private static Figure figure(String name, List<KillRun.Outcome> kills, ToDoubleFunction<KillRun.Outcome> value,
			double atMost) {
		return new Figure(KILL, name, Spread.of(kills.stream().map(value::applyAsDouble).toList()),
				OptionalDouble.of(atMost));
	}

}
