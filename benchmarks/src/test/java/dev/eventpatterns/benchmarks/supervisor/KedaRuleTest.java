package dev.eventpatterns.benchmarks.supervisor;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.eventpatterns.supervisorconsumer.Observation;

import static org.assertj.core.api.Assertions.assertThat;

class KedaRuleTest {

	private final KedaRule rule = new KedaRule(10, 1);

	@Test
	void looksEveryThirtySeconds() {
		assertThat(consumersAt(1, 0)).isEqualTo(1);
		assertThat(consumersAt(2, 300)).isEqualTo(1);
		assertThat(consumersAt(30, 300)).isEqualTo(1);
		assertThat(consumersAt(31, 300)).isEqualTo(30);
	}

	@Test
	void takesNoMoreThanThereMayBe() {
		assertThat(consumersAt(1, 100_000)).isEqualTo(Load.MOST);
	}

	@Test
	void letsNoneGoBeforeTheCoolDownIsOver() {
		consumersAt(0, 300);

		for (int second = 30; second < 300; second += 30) {
			assertThat(consumersAt(second, 0)).isEqualTo(30);
		}
		assertThat(consumersAt(300, 0)).isEqualTo(1);
	}

	private int consumersAt(int second, long ready) {
		Instant at = Instant.EPOCH.plusSeconds(second);
		return this.rule.apply(new Observation(at, at, ready, 0L, null, null, 1, 0)).to();
	}

}
