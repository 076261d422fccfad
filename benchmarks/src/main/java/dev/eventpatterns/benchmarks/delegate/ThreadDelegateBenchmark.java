package dev.eventpatterns.benchmarks.delegate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Benchmark;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figures;

/**
 * How close the pattern comes to the least time that its work can take, and what it costs
 * where there is no work.
 */
public final class ThreadDelegateBenchmark implements Benchmark {

	private static final List<Contender> CONTENDERS = List.of(new OurDelegates(),
			new AssignedWorkers(AssignedWorkers.STATIC_HASH, StaticHash::new),
			new AssignedWorkers(AssignedWorkers.STICKY, StickyLeastLoaded::new), new HashedQueues());

	private static final String ZIPF = "zipf";

	private static final String UNIFORM = "uniform";

	private static final String NO_WORK = "no-work";

	private static final int[] ACCOUNTS = { 1, 10, 20, 1_000, 10_000 };

	private static final int DELEGATES = 16;

	private static final long WORK = Duration.ofMillis(5).toNanos();

	/** At the full size a makespan has 10,000 orders. */
	private static final int ORDERS_PER_MESSAGES = 100;

	@Override
	public String name() {
		return "thread-delegate";
	}

	@Override
	public List<String> variants() {
		List<String> names = new ArrayList<>(List.of(ZIPF, UNIFORM));
		for (int accounts : ACCOUNTS) {
			names.add(over(accounts));
		}
		names.add(NO_WORK);
		return names;
	}

	private static String over(int accounts) {
		return "accounts-" + accounts;
	}

	@Override
	public List<String> plugins() {
		return List.of();
	}

	@Override
	public List<Comparison> run(Bench bench) throws Exception {
		List<MakespanComparison> makespans = makespans(bench);
		List<ThroughputComparison> throughputs = new ArrayList<>();
		if (bench.options().wants(NO_WORK)) {
			int messages = bench.options().messages();
			throughputs.add(new ThroughputComparison(bench, new Scenario(NO_WORK,
					Figures.count(messages) + " orders without work, 1,000 accounts, " + DELEGATES + " delegates",
					messages, 1_000, 0, DELEGATES, 0, false, 0)));
		}
		List<Comparison> results = new ArrayList<>();
		for (MakespanComparison comparison : makespans) {
			results.add(comparison.run());
		}
		for (ThroughputComparison comparison : throughputs) {
			results.add(comparison.run());
		}
		return results;
	}

	private static List<MakespanComparison> makespans(Bench bench) {
		int orders = Math.max(500, bench.options().messages() / ORDERS_PER_MESSAGES);
		String count = Figures.count(orders);
		List<MakespanComparison> comparisons = new ArrayList<>();
		Scenario zipf = new Scenario(ZIPF, count + " orders of 5 ms, 1,000 accounts, Zipf 1.1", orders, 1_000, 1.1,
				DELEGATES, WORK, false, 1 / 1.05);
		Scenario uniform = new Scenario(UNIFORM, count + " orders of 5 ms, 1,000 accounts, uniform", orders, 1_000, 0,
				DELEGATES, WORK, false, 1 / 1.03);
		for (Scenario scenario : List.of(zipf, uniform)) {
			if (bench.options().wants(scenario.name())) {
				comparisons.add(new MakespanComparison(bench, scenario, CONTENDERS));
			}
		}
		for (int accounts : ACCOUNTS) {
			String title = "%s orders of 0 to 5 ms, 100 workers, %s %s".formatted(count, Figures.count(accounts),
					(accounts == 1) ? "account" : "accounts");
			if (bench.options().wants(over(accounts))) {
				comparisons.add(new MakespanComparison(bench, new Scenario(over(accounts), title, orders, accounts, 0,
						100, WORK, true, (accounts <= 20) ? 1 / 1.05 : 1 / 1.15), List.of(new OurDelegates())));
			}
		}
		return comparisons;
	}

}
