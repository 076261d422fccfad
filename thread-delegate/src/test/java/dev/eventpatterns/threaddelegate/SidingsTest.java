package dev.eventpatterns.threaddelegate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SidingsTest {

	/** More find rarer faults: {@code -Dthread-delegate.model.runs=20000}. */
	private static final int RUNS = Integer.getInteger("thread-delegate.model.runs", 400);

	/** The model asserts that nothing is lost or overtaken, whatever crashes when. */
	@ParameterizedTest
	@CsvSource({ "1, 1, 6", "1, 3, 8", "2, 2, 8", "3, 4, 20", "0, 2, 4" })
	void keepsTheOrderAndLosesNothingInAnyInterleaving(int sidings, int maxPerContext, int prefetch) {
		int sided = 0;
		int crashes = 0;
		int held = 0;
		int recovered = 0;
		for (long seed = 0; seed < RUNS; seed++) {
			SidingsModel model = new SidingsModel(seed, sidings, maxPerContext, prefetch);
			model.run(400);
			sided += model.sided;
			crashes += model.crashes;
			held += model.held;
			recovered += model.recovered;
		}

		assertThat(crashes).isGreaterThan(RUNS / 3);
		assertThat(sided > 3 * RUNS).isEqualTo(sidings > 0);
		assertThat(held).isGreaterThan(RUNS / 3);
		assertThat(recovered).isGreaterThan(RUNS / 10);
	}

}
