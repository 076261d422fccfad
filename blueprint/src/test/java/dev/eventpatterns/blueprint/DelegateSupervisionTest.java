package dev.eventpatterns.blueprint;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.Verdict;
import dev.eventpatterns.supervisorconsumer.Decision;
import dev.eventpatterns.supervisorconsumer.Decision.Kind;
import dev.eventpatterns.supervisorconsumer.DepthPolicy;
import dev.eventpatterns.supervisorconsumer.Scaler;
import dev.eventpatterns.threaddelegate.DelegateCrew;

import static org.assertj.core.api.Assertions.assertThat;

class DelegateSupervisionTest {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final Crew crew = new Crew();

	private final DelegateSupervision supervision = new DelegateSupervision("orders", this.crew,
			(consumers, cap) -> new Scaler(new DepthPolicy(10),
					new Scaler.Bounds(2, cap, Duration.ofSeconds(3), Duration.ofSeconds(2)), consumers),
			16);

	@Test
	void setsTheNumberOfDelegatesByWhatWaitsInTheQueueAndInMemory() {
		this.crew.waiting = 30;

		decide(0, 50L);

		assertThat(this.crew.size).isEqualTo(8);
	}

	@Test
	void keepsToTheCap() {
		decide(0, 10_000L);

		assertThat(this.crew.size).isEqualTo(16);
	}

	@Test
	void leavesThemAloneWhileNothingIsKnown() {
		decide(0, 50L);
		decide(1, null);
		Decision decision = this.supervision.decide(START.plusSeconds(2), null).decision();

		assertThat(decision.kind()).isEqualTo(Kind.HOLD);
		assertThat(this.crew.size).isEqualTo(5);
		assertThat(this.crew.resized).as("changes").isEqualTo(1);
	}

	@Test
	void obeysALowerCapAtOnceAndAHigherOneByNeed() {
		decide(0, 10_000L);

		Decision lowered = this.supervision.limit(4, "too costly", START.plusSeconds(1));
		assertThat(this.crew.size).isEqualTo(4);
		assertThat(lowered).isEqualTo(new Decision(Kind.SCALE_DOWN, 16, 4, "too costly", START.plusSeconds(1)));
		decide(2, 10_000L);
		assertThat(this.crew.size).isEqualTo(4);

		assertThat(this.supervision.limit(6, "cheaper", START.plusSeconds(3))).isNull();
		assertThat(this.crew.size).isEqualTo(4);
		decide(4, 10_000L);
		assertThat(this.crew.size).isEqualTo(6);
	}

	@Test
	void letsThemGoWhenTheyWereNotNeededForLong() {
		decide(0, 100L);
		assertThat(this.crew.size).isEqualTo(10);

		for (int second = 1; second <= 10; second++) {
			decide(second, 0L);
		}

		assertThat(this.crew.size).isEqualTo(2);
	}

	private void decide(int second, @Nullable Long ready) {
		Instant at = START.plusSeconds(second);
		this.supervision.decide(at,
				new ChannelSample("orders", ready, null, 1, null, null, null, Verdict.UNKNOWN, "", at));
	}

	private static final class Crew implements DelegateCrew {

		private int size = 2;

		private int waiting;

		private int resized;

		@Override
		public int size() {
			return this.size;
		}

		@Override
		public int busy() {
			return 0;
		}

		@Override
		public int waiting() {
			return this.waiting;
		}

		@Override
		public int held() {
			return 0;
		}

		@Override
		public long completed() {
			return 0;
		}

		@Override
		public long workedNanos() {
			return 0;
		}

		@Override
		public boolean isServing() {
			return true;
		}

		@Override
		public void resize(int delegates) {
			this.size = delegates;
			this.resized++;
		}

	}

}
