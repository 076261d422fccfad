package dev.eventpatterns.benchmarks;

import java.util.List;

import dev.eventpatterns.benchmarks.ambulance.AmbulanceBenchmark;
import dev.eventpatterns.benchmarks.delegate.ThreadDelegateBenchmark;
import dev.eventpatterns.benchmarks.flow.ProducerControlFlowBenchmark;
import dev.eventpatterns.benchmarks.forwarding.EventForwardingBenchmark;
import dev.eventpatterns.benchmarks.monitor.ChannelMonitorBenchmark;
import dev.eventpatterns.benchmarks.supervisor.SupervisorConsumerBenchmark;
import dev.eventpatterns.benchmarks.workflow.WorkflowProcessorBenchmark;

/** All benchmarks, in the order in which they are run. */
final class Benchmarks {

	static final List<Benchmark> ALL = List.of(new EventForwardingBenchmark(), new ThreadDelegateBenchmark(),
			new AmbulanceBenchmark(), new ChannelMonitorBenchmark(), new SupervisorConsumerBenchmark(),
			new ProducerControlFlowBenchmark(), new WorkflowProcessorBenchmark());

	private Benchmarks() {
	}

	/**
	 * Picks benchmarks by their patterns' names.
	 * @param names the names; none stands for all
	 * @return in the order of the names
	 * @throws BenchFailure that lists the known names, when one is not known
	 */
	static List<Benchmark> named(List<String> names) {
		return names.isEmpty() ? ALL : names.stream().distinct().map(Benchmarks::named).toList();
	}

	private static Benchmark named(String name) {
		return ALL.stream()
			.filter((benchmark) -> benchmark.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new BenchFailure("There is no benchmark '" + name + "'. Known: "
					+ String.join(", ", ALL.stream().map(Benchmark::name).toList()) + "."));
	}

}
