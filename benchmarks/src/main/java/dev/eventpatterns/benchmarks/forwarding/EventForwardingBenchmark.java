package dev.eventpatterns.benchmarks.forwarding;

import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Benchmark;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.QueueKind;

/**
 * What the guarantee costs, and what a window of confirms and batched commits win back.
 */
public final class EventForwardingBenchmark implements Benchmark {

	static final List<Variant> VARIANTS = List.of(new PlainClient(), new OurForwarder(true), new Shovel(),
			new WaitingListener(), new OurForwarder(false));

	@Override
	public String name() {
		return "event-forwarding";
	}

	@Override
	public List<String> variants() {
		List<String> names = new ArrayList<>(VARIANTS.stream().map(Variant::name).toList());
		names.add(StoreComparison.NAME);
		return names;
	}

	@Override
	public List<String> plugins() {
		return List.of(Shovel.PLUGIN);
	}

	@Override
	public List<Comparison> run(Bench bench) throws Exception {
		List<Variant> wanted = VARIANTS.stream().filter((variant) -> bench.options().wants(variant.name())).toList();
		List<ForwardingComparison> forwarding = new ArrayList<>();
		if (!wanted.isEmpty()) {
			for (QueueKind kind : bench.options().queues()) {
				forwarding.add(new ForwardingComparison(bench, kind, wanted));
			}
		}
		List<StoreComparison> stores = bench.options().wants(StoreComparison.NAME) ? StoreComparison.all(bench)
				: List.of();
		List<Comparison> results = new ArrayList<>();
		for (ForwardingComparison comparison : forwarding) {
			results.add(comparison.run());
		}
		for (StoreComparison comparison : stores) {
			results.add(comparison.run());
		}
		return results;
	}

}
