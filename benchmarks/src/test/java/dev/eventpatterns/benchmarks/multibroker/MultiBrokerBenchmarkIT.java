package dev.eventpatterns.benchmarks.multibroker;

import java.util.List;
import java.util.Set;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.BenchOptions;
import dev.eventpatterns.benchmarks.Cleanup;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Progress;
import dev.eventpatterns.benchmarks.QueueKind;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The smallest of its variants for a few seconds. */
@WithRabbitLab
class MultiBrokerBenchmarkIT {

	@Test
	void losesNothingAndHandlesNothingTwice(Broker broker) throws Exception {
		BenchOptions options = new BenchOptions(1, 1_000, List.of(QueueKind.QUORUM), Set.of("one"));

		try (Cleanup cleanup = new Cleanup()) {
			List<Comparison> comparisons = new MultiBrokerBenchmark()
				.run(new Bench(broker, options, Progress.plain(System.out), cleanup));

			assertThat(comparisons).singleElement()
				.satisfies((comparison) -> assertThat(comparison.measurements()).singleElement()
					.satisfies((measured) -> assertThat(measured.problems()).isEmpty()));
		}
	}

}
