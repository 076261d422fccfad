package dev.eventpatterns.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SpreadTest {

	@Test
	void takesTheMiddleOfAnOddNumberWhateverTheOrder() {
		assertThat(Spread.of(List.of(30.0, 10.0, 90.0, 20.0, 25.0))).isEqualTo(new Spread(10, 25, 90));
	}

	@Test
	void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
		assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 8.0))).isEqualTo(new Spread(1, 3, 8));
	}

	@Test
	void isOnePointForOneValue() {
		assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
	}

	@Test
	void refusesToSummariseNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
	}

}
