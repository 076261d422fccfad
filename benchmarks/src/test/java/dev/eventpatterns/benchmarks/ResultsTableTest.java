package dev.eventpatterns.benchmarks;

import java.util.List;

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
	void saysWhatIsCountedWhereThatAreNoMessages() {
		Comparison queues = new Comparison("a race", List.of(Rounds.of("ours", 80_000)), List.of(), "queues");

		assertThat(new ResultsTable(queues).lines())
			.anyMatch((line) -> line.matches(" *variant +queues/s .* queues +rounds"));
	}

	@Test
	void saysThatAVariantLostMessages() {
		Comparison lossy = new Comparison("a race", List.of(new Measurement("ours", List.of(Rounds.lossy(100)))),
				List.of());

		assertThat(new ResultsTable(lossy).lines()).contains("  WRONG ours, round 1: lost 3");
		assertThat(new ResultsTable(lossy).markdown()).contains("**Wrong:** ours, round 1: lost 3");
	}

}
