package dev.eventpatterns.benchmarks;

import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResultsTableTest {

	private final Comparison comparison = new Comparison("a race",
			List.of(Rounds.of("ours", 80_000, 100_000, 90_000), Rounds.of("peer", 100_000, 100_000, 100_000)),
			List.of(new Target("ours", "peer", 0.95)));

	@Test
	void alignsColumnsForTheTerminal() {
		List<String> lines = new ResultsTable(this.comparison).lines();

		assertThat(lines).containsExactly("a race", //
				"  ratio        reached    min to max  target", //
				"  ours ÷ peer     0.90  0.80 to 1.00    0.95  missed", //
				"", //
				"  variant  messages/s          min to max  messages  rounds", //
				"  ours         90,000   80,000 to 100,000     1,000       3", //
				"  peer        100,000  100,000 to 100,000     1,000       3");
	}

	@Test
	void writesMarkdown() {
		String text = new ResultsTable(this.comparison).markdown();

		assertThat(text).isEqualTo("""
				### a race

				| ratio | reached | min to max | target |  |
				|---|---:|---:|---:|---:|
				| ours ÷ peer | 0.90 | 0.80 to 1.00 | 0.95 | missed |

				| variant | messages/s | min to max | messages | rounds |
				|---|---:|---:|---:|---:|
				| ours | 90,000 | 80,000 to 100,000 | 1,000 | 3 |
				| peer | 100,000 | 100,000 to 100,000 | 1,000 | 3 |

				""");
	}

	@Test
	void holdsAFigureAgainstItsBoundAndShowsAllFiguresBesideEachOther() {
		Comparison waits = new Comparison("a race", List.of(Rounds.of("ours", 100)), List.of(),
				List.of(new Figure("ours", "wait, ms", new Spread(4, 5.5, 9), OptionalDouble.of(5.49)),
						new Figure("ours", "idle, %", new Spread(1, 1, 1), OptionalDouble.of(1)),
						new Figure("peer", "wait, ms", new Spread(4, 1_234.5, 9_000), OptionalDouble.empty())));

		assertThat(new ResultsTable(waits).lines()).endsWith("", //
				"  figure          reached    min to max  at most", //
				"  ours, wait, ms     5.50  4.00 to 9.00     5.49   missed", //
				"  ours, idle, %      1.00  1.00 to 1.00     1.00  reached", //
				"", //
				"  median  wait, ms  idle, %", //
				"  ours        5.50     1.00", //
				"  peer       1,235        -");
		assertThat(new ResultsTable(waits).markdown())
			.contains("| ours, wait, ms | 5.50 | 4.00 to 9.00 | 5.49 | missed |\n")
			.contains("| peer | 1,235 | - |\n");
	}

	@Test
	void saysThatAVariantLostMessages() {
		Comparison lossy = new Comparison("a race", List.of(new Measurement("ours", List.of(Rounds.lossy(100)))),
				List.of());

		assertThat(new ResultsTable(lossy).lines()).contains("  WRONG ours, round 1: lost 3");
		assertThat(new ResultsTable(lossy).markdown()).contains("**Wrong:** ours, round 1: lost 3");
	}

}
