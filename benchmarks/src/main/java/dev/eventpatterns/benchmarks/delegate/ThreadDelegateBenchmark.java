package dev.eventpatterns.benchmarks.delegate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Benchmark;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figures;

/** How close the pattern comes to the least time that its work can take. */
public final class ThreadDelegateBenchmark implements Benchmark {

	private static final List<Contender> CONTENDERS = List.of(new OurDelegates(), new HashedQueues());

	private static final long WORK = Duration.ofMillis(5).toNanos();

	/** At the full size a makespan has 10,000 orders. */
	private static final int ORDERS_PER_MESSAGES = 100;

	@Override
	public String name() {
		return "thread-delegate";
	}

	@Override
	public List<String> variants() {
		return CONTENDERS.stream().map(Contender::name).toList();
	}

	@Override
	public List<String> plugins() {
		return List.of();
	}

	@Override
	public List<Comparison> run(Bench bench) throws Exception {
		int orders = Math.max(500, bench.options().messages() / ORDERS_PER_MESSAGES);
		String count = Figures.count(orders);
		List<Contender> wanted = CONTENDERS.stream()
			.filter((contender) -> bench.options().wants(contender.name()))
			.toList();
		List<MakespanComparison> comparisons = new ArrayList<>();
		comparisons.add(new MakespanComparison(bench, new Scenario(count + " orders of 5 ms, 1,000 accounts, Zipf 1.1",
				orders, 1_000, 1.1, 16, WORK, false, 1 / 1.05), wanted));
		comparisons.add(new MakespanComparison(bench, new Scenario(count + " orders of 5 ms, 1,000 accounts, uniform",
				orders, 1_000, 0, 16, WORK, false, 1 / 1.03), wanted));
		for (int accounts : new int[] { 1, 10, 20, 1_000, 10_000 }) {
			String title = String.format(Locale.ROOT, "%,d orders of 0 to 5 ms, 100 workers, %,d %s", orders, accounts,
					(accounts == 1) ? "account" : "accounts");
			comparisons.add(new MakespanComparison(bench,
					new Scenario(title, orders, accounts, 0, 100, WORK, true, (accounts <= 20) ? 1 / 1.05 : 1 / 1.15),
					List.of(new OurDelegates())));
		}
		List<Comparison> results = new ArrayList<>();
		for (MakespanComparison comparison : comparisons) {
			results.add(comparison.run());
		}
		return results;
	}

}
