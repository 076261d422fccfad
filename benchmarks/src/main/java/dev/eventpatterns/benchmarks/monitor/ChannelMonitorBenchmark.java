package dev.eventpatterns.benchmarks.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Benchmark;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figure;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.benchmarks.Spread;
import dev.eventpatterns.benchmarks.Target;

/**
 * What it costs to sample a thousand queues, and ten thousand: in time, and in CPU time
 * of the monitor's own process. A bound takes part as a variant: whoever reaches a ratio
 * of 1 keeps it.
 */
public final class ChannelMonitorBenchmark implements Benchmark {

	private static final List<Probe> PROBES = List.of(new WholeMonitor("passive", null),
			new WholeMonitor("with management", Source.MANAGEMENT),
			new WholeMonitor("with prometheus", Source.PROMETHEUS), new StatisticsOnly("management", Source.MANAGEMENT),
			new StatisticsOnly("prometheus", Source.PROMETHEUS));

	private static final int FEW = 1_000;

	private static final int MANY = 10_000;

	/** At the full size there are ten thousand queues. */
	private static final int QUEUES_PER_MESSAGES = 100;

	private static final int SAMPLES = 5;

	/** Samples are taken once a second, and how long that takes comes on top. */
	private static final double OLDEST_SECONDS = 1.2;

	private static final String CPU_BOUND = "10 % of a core";

	private static final String TIME_BOUND = "2 s per 10,000";

	@Override
	public String name() {
		return "channel-monitor";
	}

	@Override
	public List<String> variants() {
		return PROBES.stream().map(Probe::name).toList();
	}

	@Override
	public List<String> plugins() {
		return List.of();
	}

	@Override
	public List<Comparison> run(Bench bench) throws Exception {
		int many = Math.max(2 * FEW, Math.min(MANY, bench.options().messages() / QUEUES_PER_MESSAGES));
		List<Comparison> comparisons = new ArrayList<>();
		for (int count : new int[] { FEW, many }) {
			ManyQueues queues = new ManyQueues(bench, count);
			queues.declare();
			try {
				comparisons.addAll(measure(bench, queues.names()));
			}
			finally {
				queues.delete();
			}
		}
		return comparisons;
	}

	private static List<Comparison> measure(Bench bench, List<String> queues) throws Exception {
		Map<String, List<Round>> times = new LinkedHashMap<>();
		Map<String, List<Round>> cpu = new LinkedHashMap<>();
		Map<String, List<Double>> oldest = new LinkedHashMap<>();
		String count = Figures.count(queues.size());
		for (int number = 0; number <= bench.options().rounds(); number++) {
			for (Probe probe : PROBES) {
				if (bench.options().wants(probe.name())) {
					Sampled sampled = play(bench, probe, queues, number);
					if (number > 0) {
						long all = (long) queues.size() * sampled.samples();
						note(times, probe.name(), new Round(all, sampled.took(), sampled.problem()));
						note(cpu, probe.name(), new Round(all, sampled.cpu(), sampled.problem()));
						if (sampled.oldest() != null) {
							oldest.computeIfAbsent(probe.name(), (name) -> new ArrayList<>())
								.add(sampled.oldest().toNanos() / 1e9);
						}
					}
				}
			}
			if (number > 0) {
				note(times, TIME_BOUND, new Round(MANY, Duration.ofSeconds(2), Optional.empty()));
				note(cpu, CPU_BOUND, new Round(FEW, Duration.ofMillis(100), Optional.empty()));
			}
		}
		// Where sampling takes most of the interval, samples may be older.
		OptionalDouble bound = (queues.size() <= FEW) ? OptionalDouble.of(OLDEST_SECONDS) : OptionalDouble.empty();
		List<Figure> ages = new ArrayList<>();
		oldest.forEach((name, seconds) -> ages.add(new Figure(name, "oldest sample, s", Spread.of(seconds), bound)));
		return List.of(comparison(count + " queues in one sample: queues per second", times, TIME_BOUND, ages),
				comparison(count + " queues, the monitor's process: queues per second of CPU time", cpu, CPU_BOUND,
						List.of()));
	}

	private static Sampled play(Bench bench, Probe probe, List<String> queues, int number) throws Exception {
		String round = (number == 0) ? "warm-up" : "round " + number + " of " + bench.options().rounds();
		bench.progress().begin("%s queues, %s %s".formatted(Figures.count(queues.size()), probe.name(), round));
		Sampled sampled = probe.sample(bench, queues, SAMPLES);
		bench.progress()
			.say("  %-17s %-13s %6s ms and %6s ms of CPU time a sample".formatted(probe.name(), round,
					Figures.count(sampled.took().toMillis() / (double) sampled.samples()),
					Figures.count(sampled.cpu().toMillis() / (double) sampled.samples())));
		return sampled;
	}

	private static void note(Map<String, List<Round>> rounds, String variant, Round round) {
		rounds.computeIfAbsent(variant, (name) -> new ArrayList<>()).add(round);
	}

	private static Comparison comparison(String title, Map<String, List<Round>> rounds, String bound,
			List<Figure> figures) {
		List<Measurement> measurements = new ArrayList<>();
		rounds.forEach((name, played) -> measurements.add(new Measurement(name, played)));
		List<Target> targets = PROBES.stream().map((probe) -> new Target(probe.name(), bound, 1)).toList();
		return new Comparison(title, measurements, targets, figures, "queues");
	}

}
