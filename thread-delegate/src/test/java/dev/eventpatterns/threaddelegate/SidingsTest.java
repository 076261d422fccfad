package dev.eventpatterns.threaddelegate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SidingsTest {

	/** The model asserts that nothing is lost or overtaken, whatever crashes when. */
	@ParameterizedTest
	@CsvSource({ "1, 1, 6", "1, 3, 8", "2, 2, 8", "3, 4, 20", "0, 2, 4" })
	void keepsTheOrderAndLosesNothingInAnyInterleaving(int sidings, int maxPerContext, int prefetch) {
		int sided = 0;
		int crashes = 0;
		for (long seed = 0; seed < 3_000; seed++) {
			SidingsModel model = new SidingsModel(seed, sidings, maxPerContext, prefetch);
			model.run(400);
			sided += model.sided;
			crashes += model.crashes;
		}

		assertThat(crashes).isGreaterThan(1_000);
		assertThat(sided > 10_000).isEqualTo(sidings > 0);
	}

}
