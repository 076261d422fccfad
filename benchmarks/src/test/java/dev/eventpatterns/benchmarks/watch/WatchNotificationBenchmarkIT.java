package dev.eventpatterns.benchmarks.watch;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.BenchOptions;
import dev.eventpatterns.benchmarks.Cleanup;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Progress;
import dev.eventpatterns.benchmarks.QueueKind;
import dev.eventpatterns.lab.LabOptions;
import dev.eventpatterns.lab.RabbitLab;

import static org.assertj.core.api.Assertions.assertThat;

/** Each variant with a hundred services. */
class WatchNotificationBenchmarkIT {

	private static RabbitLab lab;

	private final Cleanup cleanup = new Cleanup();

	@BeforeAll
	static void startBroker() {
		lab = RabbitLab.start(LabOptions.defaults());
	}

	@AfterAll
	static void stopBroker() {
		lab.close();
	}

	@AfterEach
	void closeWhatIsOpen() {
		this.cleanup.close();
	}

	static List<String> variants() {
		return new WatchNotificationBenchmark().variants();
	}

	@ParameterizedTest
	@MethodSource("variants")
	void tellsAllWhateverTheVariant(String variant) throws Exception {
		BenchOptions options = new BenchOptions(1, 1_000, List.of(QueueKind.QUORUM), Set.of(variant));

		List<Comparison> comparisons = new WatchNotificationBenchmark()
			.run(new Bench(lab.broker(), options, Progress.plain(System.out), this.cleanup));

		assertThat(comparisons).flatExtracting(Comparison::measurements)
			.isNotEmpty()
			.allSatisfy((measured) -> assertThat(measured.problems()).isEmpty());
		if (variant.equals("watch-notification")) {
			assertThat(comparisons.get(0).figures()).filteredOn((figure) -> figure.name().endsWith("between changes"))
				.hasSize(2)
				.allSatisfy((figure) -> assertThat(figure.values().max()).isZero());
		}
	}

}
