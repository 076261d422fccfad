package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ChannelWatchTest {

	private static final Instant BEGIN = Instant.parse("2026-11-25T12:00:00Z");

	private final ChannelWatch watch = new ChannelWatch("orders",
			MonitorSettings.of("orders").withStatisticsEvery(Duration.ofSeconds(1)));

	private int second;

	@Test
	void takesDepthFromTheQueueAndTheRestFromTheStatistics() {
		ChannelSample sample = run(12, (i) -> new QueueDepth(40, 3, at(i)),
				(i) -> new QueueStatistics(999L, 7L, 99, 100L * i, 80L * i, at(i).minusSeconds(4)));

		assertThat(sample.messagesReady()).isEqualTo(40);
		assertThat(sample.consumers()).isEqualTo(3);
		assertThat(sample.messagesUnacked()).isEqualTo(7);
		assertThat(sample.publishRate()).isCloseTo(100, within(0.1));
		assertThat(sample.ackRate()).isCloseTo(80, within(0.1));
		assertThat(sample.ratio()).isCloseTo(1.25, within(0.01));
		assertThat(sample.drainSeconds()).isNull();
		assertThat(sample.oldestSeconds()).isCloseTo(4, within(0.01));
		assertThat(sample.verdict()).isEqualTo(Verdict.LAGGING);
		assertThat(sample.sampledAt()).isEqualTo(at(this.second));
	}

	@Test
	void worksWithLessWhenThereAreNoStatistics() {
		ChannelSample sample = run(3, (i) -> new QueueDepth(40, 3, at(i)), (i) -> null);

		assertThat(sample.messagesReady()).isEqualTo(40);
		assertThat(sample.messagesUnacked()).isNull();
		assertThat(sample.publishRate()).isNull();
		assertThat(sample.ackRate()).isNull();
		assertThat(sample.ratio()).isNull();
		assertThat(sample.oldestSeconds()).isNull();
		assertThat(sample.verdict()).isEqualTo(Verdict.OK);
		assertThat(sample.reason()).isEqualTo("40 messages wait for 3 consumers; it is off");
	}

	@Test
	void saysThatRatesAreStillToCome() {
		ChannelSample sample = run(1, (i) -> new QueueDepth(0, 0, at(i)),
				(i) -> new QueueStatistics(0L, 0L, 0, 10L, 10L, null));

		assertThat(sample.publishRate()).isNull();
		assertThat(sample.reason()).contains("no rates yet");
	}

	@Test
	void keepsTheOldFiguresWithTheirAgeWhenNothingAnswers() {
		run(5, (i) -> new QueueDepth(40, 3, at(i)), (i) -> null);
		Instant measured = at(this.second);

		ChannelSample sample = run(7, (i) -> null, (i) -> null);

		assertThat(sample.verdict()).isEqualTo(Verdict.UNKNOWN);
		assertThat(sample.sampledAt()).isEqualTo(measured);
		assertThat(sample.messagesReady()).isEqualTo(40);
		assertThat(sample.reason()).isEqualTo("measured 7 s ago; it is off");
	}

	@Test
	void claimsNothingAboutAChannelThatWasNeverMeasured() {
		ChannelSample sample = run(2, (i) -> null, (i) -> null);

		assertThat(sample.verdict()).isEqualTo(Verdict.UNKNOWN);
		assertThat(sample.messagesReady()).isNull();
		assertThat(sample.consumers()).isNull();
		assertThat(sample.drainSeconds()).isNull();
		assertThat(sample.reason()).isEqualTo("it is off");
	}

	@Test
	void takesTheDepthFromStatisticsWhereTheQueueCannotBeAsked() {
		ChannelSample sample = run(1, (i) -> null, (i) -> new QueueStatistics(5L, 0L, 1, 10L, 10L, null));

		assertThat(sample.messagesReady()).isEqualTo(5);
		assertThat(sample.sampledAt()).isEqualTo(at(this.second));
		assertThat(sample.verdict()).isEqualTo(Verdict.OK);
	}

	@Test
	void doesNotCallAChannelStalledThatHadNothingToDo() {
		run(60, (i) -> new QueueDepth(0, 1, at(i)), (i) -> new QueueStatistics(0L, 0L, 1, 10L, 10L, null));

		ChannelSample sample = run(5, (i) -> new QueueDepth(3, 1, at(i)),
				(i) -> new QueueStatistics(3L, 0L, 1, 13L, 10L, null));
		assertThat(sample.verdict()).as("messages came a moment ago").isNotEqualTo(Verdict.STALLED);

		sample = run(6, (i) -> new QueueDepth(3, 1, at(i)), (i) -> new QueueStatistics(3L, 0L, 1, 13L, 10L, null));
		assertThat(sample.verdict()).isEqualTo(Verdict.STALLED);
	}

	@Test
	void seesNoRatesInStatisticsThatAreReadTwice() {
		QueueStatistics.Report same = report(new QueueStatistics(0L, 0L, 0, 100L, 100L, null), 1);

		for (int i = 1; i <= 20; i++) {
			ChannelSample sample = this.watch.sample(new QueueDepth(0, 0, at(i)), same, "", nanos(i), at(i));
			assertThat(sample.publishRate()).isNull();
		}
	}

	private ChannelSample run(int seconds, Each<@Nullable QueueDepth> depth,
			Each<@Nullable QueueStatistics> statistics) {
		ChannelSample sample = null;
		for (int i = 0; i < seconds; i++) {
			this.second++;
			QueueStatistics known = statistics.at(this.second);
			sample = this.watch.sample(depth.at(this.second), (known != null) ? report(known, this.second) : null,
					(known != null) ? "" : "it is off", nanos(this.second), at(this.second));
		}
		assertThat(sample).isNotNull();
		return sample;
	}

	private static QueueStatistics.Report report(QueueStatistics statistics, int second) {
		return new QueueStatistics.Report(Map.of("orders", statistics), at(second), nanos(second));
	}

	private static long nanos(int second) {
		return second * 1_000_000_000L;
	}

	private static Instant at(int second) {
		return BEGIN.plusSeconds(second);
	}

	/** What there is at a second. */
	private interface Each<T extends @Nullable Object> {

		T at(int second);

	}

}
