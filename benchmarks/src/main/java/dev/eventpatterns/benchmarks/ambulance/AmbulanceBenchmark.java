package dev.eventpatterns.benchmarks.ambulance;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import dev.eventpatterns.ambulance.Mode;
import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Benchmark;
import dev.eventpatterns.benchmarks.Comparison;

/**
 * How long urgent orders wait beside a backlog, and what that costs the others.
 */
public final class AmbulanceBenchmark implements Benchmark {

	private static final List<Contender> MODES = List.of(new OurLanes(Mode.NONE), new OurLanes(Mode.CARPOOL),
			new OurLanes(Mode.AMBULANCE));

	private static final List<Contender> ALL = List.of(MODES.get(0), MODES.get(1), MODES.get(2),
			new PriorityQueue("priority queue", PriorityQueue.DEFAULT_PREFETCH),
			new PriorityQueue("priority queue by 1", 1));

	private static final Goal MIXED_IN = new Goal(Arrival.MIXED_IN, "1 in 10 urgent", OptionalDouble.of(2));

	private static final Goal ONE_AT_A_TIME = new Goal(Arrival.ONE_AT_A_TIME, "urgent ones one at a time",
			OptionalDouble.of(1.2));

	private static final Goal TOO_MANY = new Goal(Arrival.TOO_MANY, "more urgent than can be served",
			OptionalDouble.empty());

	/** At the full size the backlog has 10,000 orders. */
	private static final int ORDERS_PER_MESSAGES = 100;

	@Override
	public String name() {
		return "ambulance";
	}

	@Override
	public List<String> variants() {
		return ALL.stream().map(Contender::name).toList();
	}

	@Override
	public List<String> plugins() {
		return List.of();
	}

	@Override
	public List<Comparison> run(Bench bench) throws Exception {
		int orders = Math.max(500, bench.options().messages() / ORDERS_PER_MESSAGES);
		List<LanesComparison> comparisons = List.of(new LanesComparison(bench, MIXED_IN, wanted(bench, ALL), orders),
				new LanesComparison(bench, ONE_AT_A_TIME, wanted(bench, ALL), orders),
				new LanesComparison(bench, TOO_MANY, wanted(bench, MODES), orders));
		List<Comparison> results = new ArrayList<>();
		for (LanesComparison comparison : comparisons) {
			results.add(comparison.run());
		}
		return results;
	}

	private static List<Contender> wanted(Bench bench, List<Contender> contenders) {
		return contenders.stream().filter((contender) -> bench.options().wants(contender.name())).toList();
	}

}
