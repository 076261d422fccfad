package dev.eventpatterns.demo.chaos;

import java.time.Duration;

import dev.eventpatterns.demo.chaos.Timeline.Track;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrackTest {

	@Test
	void findsTheEndOfTheLongestPauseAfterAKill() {
		// given: killed at 1.0, a last order trickles in at 1.2, then nothing until 3.5
		Track track = track(0.9, 10, 1.0, 20, 1.2, 21, 2.0, 21, 3.5, 30, 3.6, 40, 5.0, 50);

		Duration resumed = track.resumedAfter(1.0, 4.0);

		assertThat(resumed).isEqualTo(Duration.ofMillis(2500));
	}

	@Test
	void doesNotTakeAPauseForOverThatNeverEnded() {
		Track track = track(0.9, 10, 1.1, 12, 2.0, 12, 9.0, 12);

		assertThat(track.resumedAfter(1.0, 9.0)).isEqualTo(Duration.ofMillis(100));
		assertThat(track.resumedAfter(2.0, 9.0)).isZero();
	}

	@Test
	void findsTheFastestSecond() {
		Track track = track(0.0, 0, 0.5, 10, 1.0, 20, 1.5, 200, 2.0, 210, 4.0, 500);

		assertThat(track.fastestSecond()).isEqualTo(190);
	}

	private static Track track(double... secondsAndValues) {
		Track track = new Track();
		for (int i = 0; i < secondsAndValues.length; i += 2) {
			track.add(secondsAndValues[i], secondsAndValues[i + 1]);
		}
		return track;
	}

}
