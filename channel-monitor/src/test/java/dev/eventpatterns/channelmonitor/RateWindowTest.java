package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RateWindowTest {

	private static final long SECOND = 1_000_000_000L;

	private final RateWindow window = new RateWindow(Duration.ofSeconds(10), Duration.ofSeconds(1));

	@Test
	void knowsNothingBeforeThereIsSomethingToCompare() {
		assertThat(this.window.perSecond()).isNull();
		assertThat(this.window.unmovedFor()).isNull();

		this.window.add(0, 500);

		assertThat(this.window.perSecond()).as("a total says nothing about the present").isNull();
	}

	@Test
	void doesNotTakeACounterThatHasNotTickedYetForAStandstill() {
		this.window.add(0, 500);
		this.window.add(SECOND, 500);

		assertThat(this.window.perSecond()).isNull();

		this.window.add(2 * SECOND, 500);

		assertThat(this.window.perSecond()).isEqualTo(0);
	}

	@Test
	void isNotMisledByTheFirstTick() {
		this.window.add(0, 0);
		this.window.add(SECOND / 10, 200);

		assertThat(this.window.perSecond()).as("200 in a tenth of a second: nobody knows since when").isNull();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1_000, 700, 1_300, 2_600, 5_000 })
	void tellsTheRateWhateverTheTickOfTheCounter(long tickMillis) {
		RateWindow rates = new RateWindow(Duration.ofSeconds(10), Duration.ofMillis(tickMillis));

		// 200 a second, seen as of the last tick, read once a second.
		for (long millis = 0; millis <= 60_000; millis += 1_000) {
			long ticked = (millis + 313) / tickMillis * tickMillis;
			rates.add(millis * 1_000_000, 200 * ticked / 1_000);
		}

		assertThat(rates.perSecond()).isCloseTo(200, within(10.0));
	}

	@Test
	void evensOutThatReadingsComeAtOddTimes() {
		Random random = new Random(7);
		double worst = 0;
		for (int i = 0; i < 120; i++) {
			long read = i * SECOND + random.nextLong(SECOND / 5);
			this.window.add(read, 150L * (read / SECOND));
			Double rate = this.window.perSecond();
			if (i > 12 && rate != null) {
				worst = Math.max(worst, Math.abs(rate - 150) / 150);
			}
		}

		assertThat(worst).isLessThan(0.05);
	}

	@Test
	void survivesABrokerThatCountsAnew() {
		for (int i = 0; i <= 10; i++) {
			this.window.add(i * SECOND, 1_000_000 + 100L * i);
		}
		this.window.add(11 * SECOND, 0);

		assertThat(this.window.perSecond()).as("no negative rate").isNull();

		for (int i = 1; i <= 5; i++) {
			this.window.add((11 + i) * SECOND, 50L * i);
		}
		assertThat(this.window.perSecond()).isCloseTo(50, within(0.1));
	}

	@Test
	void forgetsWhatWasBeforeALongGap() {
		this.window.add(0, 0);
		this.window.add(SECOND, 100);
		this.window.add(100 * SECOND, 5_000);

		assertThat(this.window.perSecond()).isNull();
	}

	@Test
	void comesDownToNothingWhenTheCounterStops() {
		for (int i = 0; i <= 10; i++) {
			this.window.add(i * SECOND, 100L * i);
		}
		assertThat(this.window.perSecond()).isCloseTo(100, within(0.1));

		for (int i = 11; i <= 15; i++) {
			this.window.add(i * SECOND, 1_000);
		}
		assertThat(this.window.perSecond()).isCloseTo(50, within(5.0));

		for (int i = 16; i <= 25; i++) {
			this.window.add(i * SECOND, 1_000);
		}
		assertThat(this.window.perSecond()).isEqualTo(0);
		assertThat(this.window.unmovedFor()).isEqualTo(Duration.ofSeconds(15));
	}

}
