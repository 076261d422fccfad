package dev.eventpatterns.benchmarks;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimeLeftTest {

	private final TimeLeft timeLeft = new TimeLeft();

	@Test
	void saysNothingBeforeAStepIsOver() {
		this.timeLeft.expect("fill", 3);

		assertThat(this.timeLeft.estimate(Duration.ofSeconds(5))).isZero();
	}

	@Test
	void expectsEachStepToTakeAsLongAsItsKindTook() {
		this.timeLeft.expect("fast", 2);
		this.timeLeft.expect("slow", 3);

		this.timeLeft.done("fast", Duration.ofSeconds(1));
		this.timeLeft.done("slow", Duration.ofSeconds(10));

		assertThat(this.timeLeft.estimate(Duration.ZERO)).isEqualTo(Duration.ofSeconds(21));
	}

	@Test
	void expectsAnUnknownKindToTakeAsLongAsTheOthersOnAverage() {
		this.timeLeft.expect("known", 2);
		this.timeLeft.expect("unknown", 1);

		this.timeLeft.done("known", Duration.ofSeconds(4));

		assertThat(this.timeLeft.estimate(Duration.ZERO)).isEqualTo(Duration.ofSeconds(8));
	}

	@Test
	void countsDownDuringAStepButNeverBelowZero() {
		this.timeLeft.expect("step", 2);
		this.timeLeft.done("step", Duration.ofSeconds(4));

		assertThat(this.timeLeft.estimate(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.timeLeft.estimate(Duration.ofSeconds(9))).isZero();
	}

}
