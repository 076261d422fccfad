package dev.eventpatterns.multibroker;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.eventpatterns.multibroker.SpreadChoice.Candidate;

import static org.assertj.core.api.Assertions.assertThat;

class SpreadChoiceTest {

	private static final int BROKERS = 8;

	@Test
	void takesTheOneThatWillConfirmSooner() {
		SpreadChoice choice = new SpreadChoice(Selection.POWER_OF_TWO, new Random(1));
		List<Candidate> candidates = List.of(new Candidate("long", 10, 1_000), new Candidate("slow", 0, 100_000),
				new Candidate("best", 1, 1_000));

		long best = IntStream.range(0, 3_000)
			.filter((i) -> choice.choose(candidates).orElseThrow().broker().equals("best"))
			.count();

		// It is among two of three in two thirds of all cases.
		assertThat(best).isBetween(1_870L, 2_130L);
	}

	@Test
	void keepsLoadsNearlyEven() {
		int worstOfTwo = unevenness(new SpreadChoice(Selection.POWER_OF_TWO, new Random(1)));
		int worstOfOne = unevennessOfChance();

		assertThat(worstOfTwo).isLessThan(10).isLessThan(worstOfOne / 3);
	}

	@Test
	void takesTurns() {
		SpreadChoice choice = new SpreadChoice(Selection.ROUND_ROBIN, new Random(1));
		List<Candidate> candidates = List.of(new Candidate("a", 9, 9), new Candidate("b", 0, 1));

		assertThat(IntStream.range(0, 4).mapToObj((i) -> choice.choose(candidates).orElseThrow().broker()))
			.containsExactly("a", "b", "a", "b");
	}

	@Test
	void findsNobodyAmongNobody() {
		assertThat(new SpreadChoice(Selection.POWER_OF_TWO, new Random(1)).choose(List.of())).isEmpty();
	}

	private static int unevenness(SpreadChoice choice) {
		int[] loads = new int[BROKERS];
		for (int i = 0; i < 80_000; i++) {
			List<Candidate> candidates = IntStream.range(0, BROKERS)
				.mapToObj((broker) -> new Candidate(String.valueOf(broker), loads[broker], 1_000))
				.toList();
			loads[Integer.parseInt(choice.choose(candidates).orElseThrow().broker())]++;
		}
		return Arrays.stream(loads).max().orElseThrow() - 10_000;
	}

	private static int unevennessOfChance() {
		Random random = new Random(1);
		int[] loads = new int[BROKERS];
		for (int i = 0; i < 80_000; i++) {
			loads[random.nextInt(BROKERS)]++;
		}
		return Arrays.stream(loads).max().orElseThrow() - 10_000;
	}

}
