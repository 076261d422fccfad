package dev.eventpatterns.benchmarks;

import java.util.List;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTest {

	private static final Offset<Double> CLOSE = Offset.offset(1e-6);

	@Test
	void dividesTheMedians() {
		Comparison comparison = compare(Rounds.of("ours", 90, 100, 500), Rounds.of("peer", 100, 50, 200), 0.95);

		Comparison.Ratio ratio = comparison.ratios().get(0);

		assertThat(ratio.value()).isEqualTo(1.0, CLOSE);
		assertThat(ratio.reached()).isTrue();
	}

	@Test
	void tellsTheSpreadOfTheQuotientsOfSingleRounds() {
		Comparison comparison = compare(Rounds.of("ours", 90, 100, 500), Rounds.of("peer", 100, 50, 200), 0.95);

		Spread byRound = comparison.ratios().get(0).byRound();

		assertThat(byRound.min()).isEqualTo(0.9, CLOSE);
		assertThat(byRound.max()).isEqualTo(2.5, CLOSE);
	}

	@Test
	void missesATargetByAHair() {
		Comparison comparison = compare(Rounds.of("ours", 949), Rounds.of("peer", 1000), 0.95);

		assertThat(comparison.ratios().get(0).reached()).isFalse();
	}

	@Test
	void leavesOutATargetWhosePeerWasNotMeasured() {
		Comparison comparison = compare(Rounds.of("ours", 949), Rounds.of("another", 1000), 0.95);

		assertThat(comparison.ratios()).isEmpty();
	}

	@Test
	void countsNoRoundThatLostMessages() {
		Measurement ours = new Measurement("ours", List.of(Rounds.at(100), Rounds.lossy(9_000)));

		Comparison comparison = compare(ours, Rounds.of("peer", 100, 100), 0.95);

		assertThat(ours.perSecond()).get()
			.extracting(Spread::max, InstanceOfAssertFactories.DOUBLE)
			.isEqualTo(100.0, CLOSE);
		assertThat(comparison.ratios().get(0).value()).isEqualTo(1.0, CLOSE);
		assertThat(comparison.problems()).containsExactly("ours, round 2: lost 3");
	}

	@Test
	void hasNoRatioWhereEveryRoundLostMessages() {
		Measurement ours = new Measurement("ours", List.of(Rounds.lossy(9_000)));

		Comparison comparison = compare(ours, Rounds.of("peer", 100), 0.95);

		assertThat(ours.perSecond()).isEmpty();
		assertThat(comparison.ratios()).isEmpty();
	}

	private static Comparison compare(Measurement ours, Measurement peer, double atLeast) {
		return new Comparison("a race", List.of(ours, peer), List.of(new Target("ours", "peer", atLeast)));
	}

}
