package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelJudgeTest {

	private final MonitorSettings settings = MonitorSettings.of("orders");

	private final ChannelJudge judge = new ChannelJudge(this.settings);

	@Test
	void callsAChannelOkThatServesWhatArrives() {
		ChannelJudge.Judgement judgement = this.judge.judge(rates(12, 2, 100.0, 100.0), "");

		assertThat(judgement.verdict()).isEqualTo(Verdict.OK);
		assertThat(judgement.reason()).isEqualTo("100/s arrive and 100/s are acknowledged, 12 messages wait");
	}

	@Test
	void saysThatNobodyTakesWhatWaits() {
		ChannelJudge.Judgement judgement = this.judge.judge(rates(1, 0, 0.0, 0.0), "");

		assertThat(judgement.verdict()).isEqualTo(Verdict.NO_CONSUMER);
		assertThat(judgement.reason()).isEqualTo("1 message waits, and nobody takes them");
	}

	@Test
	void doesNotMissAConsumerWhereMessagesAreFetchedOneByOne() {
		assertThat(this.judge.judge(rates(5, 0, 20.0, 20.0), "").verdict()).isEqualTo(Verdict.OK);
	}

	@Test
	void missesNoConsumerWhereNothingWaits() {
		assertThat(this.judge.judge(rates(0, 0, 0.0, 0.0), "").verdict()).isEqualTo(Verdict.OK);
	}

	@Test
	void callsAChannelStalledWhenNothingIsAcknowledgedForLongEnough() {
		ChannelFigures before = new ChannelFigures(40L, 10L, 3, 5.0, 0.0, 0.0, Duration.ofSeconds(10));
		ChannelFigures after = new ChannelFigures(40L, 10L, 3, 5.0, 0.0, 0.0, Duration.ofSeconds(11));

		assertThat(this.judge.judge(before, "").verdict()).isNotEqualTo(Verdict.STALLED);
		assertThat(verdicts(after, 3)).endsWith(Verdict.STALLED);
		assertThat(this.judge.judge(after, "").reason())
			.isEqualTo("50 messages and 3 consumers, and nothing has been acknowledged for 11 s");
	}

	@Test
	void countsWhatConsumersHoldAsMessages() {
		ChannelFigures held = new ChannelFigures(0L, 10L, 3, 0.0, 0.0, 0.0, Duration.ofSeconds(30));

		assertThat(this.judge.judge(held, "").verdict()).isEqualTo(Verdict.STALLED);
	}

	@Test
	void changesItsMindOnlyAfterSeveralSamplesInARow() {
		ChannelFigures good = rates(10, 2, 100.0, 100.0);
		ChannelFigures bad = rates(10, 2, 200.0, 100.0);
		this.judge.judge(good, "");

		assertThat(verdicts(bad, 2)).containsOnly(Verdict.OK);
		assertThat(this.judge.judge(good, "").verdict()).isEqualTo(Verdict.OK);
		assertThat(verdicts(bad, 3)).as("two before do not count")
			.containsExactly(Verdict.OK, Verdict.OK, Verdict.LAGGING);
	}

	@Test
	void saysWhatItSeesWhileItStillHoldsOn() {
		this.judge.judge(rates(10, 2, 100.0, 100.0), "");

		ChannelJudge.Judgement judgement = this.judge.judge(rates(10, 2, 200.0, 100.0), "");

		assertThat(judgement.verdict()).isEqualTo(Verdict.OK);
		assertThat(judgement.reason()).startsWith("200/s arrive and 100/s are acknowledged")
			.endsWith("so far OK, as that was seen in 1 of 3 samples");
	}

	@Test
	void doesNotFlapAtTheBound() {
		verdicts(rates(10, 2, 115.0, 100.0), 3);

		List<Verdict> atTheBound = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			atTheBound.add(this.judge.judge(rates(10, 2, (i % 2 == 0) ? 105.0 : 115.0, 100.0), "").verdict());
		}
		assertThat(atTheBound).containsOnly(Verdict.LAGGING);

		assertThat(verdicts(rates(10, 2, 99.0, 100.0), 3)).endsWith(Verdict.OK);
		assertThat(verdicts(rates(10, 2, 105.0, 100.0), 10)).as("below the bound from below").containsOnly(Verdict.OK);
	}

	@Test
	void seesFromTheDepthAloneThatAChannelLags() {
		assertThat(this.judge.judge(depth(100, 2, null), "").verdict()).isEqualTo(Verdict.OK);
		assertThat(verdicts(depth(100, 2, 5.0), 3)).endsWith(Verdict.LAGGING);
		assertThat(verdicts(depth(100, 2, -1.0), 3)).endsWith(Verdict.OK);
		assertThat(verdicts(depth(1_000, 2, 1.0), 3)).as("1 % in ten seconds").containsOnly(Verdict.OK);
	}

	@Test
	void neverCallsAChannelStalledWhenAcksCannotBeSeen() {
		assertThat(verdicts(depth(100, 2, 0.0), 50)).containsOnly(Verdict.OK);
	}

	@Test
	void goesToUnknownAndBackAtOnce() {
		this.judge.judge(rates(10, 2, 100.0, 100.0), "");
		this.judge.notMeasured();

		assertThat(this.judge.judge(new ChannelFigures(null, null, null, null, null, null, null), "").verdict())
			.isEqualTo(Verdict.UNKNOWN);
		assertThat(this.judge.judge(rates(10, 2, 300.0, 100.0), "").verdict()).isEqualTo(Verdict.LAGGING);
	}

	@Test
	void addsWhatCouldNotBeMeasured() {
		assertThat(this.judge.judge(depth(3, 1, null), "no rates: nobody is asked").reason())
			.isEqualTo("3 messages wait for 1 consumer; no rates: nobody is asked");
	}

	@Test
	void tellsHowLongTheBacklogTakes() {
		assertThat(new ChannelFigures(80L, 20L, 1, 10.0, 30.0, null, null).drainSeconds()).isEqualTo(5);
		assertThat(new ChannelFigures(80L, null, 1, 10.0, 30.0, null, null).drainSeconds()).isEqualTo(4);
		assertThat(new ChannelFigures(0L, 0L, 1, 30.0, 10.0, null, null).drainSeconds()).isEqualTo(0);
		assertThat(new ChannelFigures(80L, 20L, 1, 30.0, 30.0, null, null).drainSeconds()).as("never").isNull();
		assertThat(new ChannelFigures(80L, 20L, 1, null, 30.0, null, null).drainSeconds()).as("unknown").isNull();
		assertThat(new ChannelFigures(null, 0L, 1, 10.0, 30.0, null, null).drainSeconds()).as("unknown").isNull();
	}

	private List<Verdict> verdicts(ChannelFigures figures, int times) {
		List<Verdict> verdicts = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			verdicts.add(this.judge.judge(figures, "").verdict());
		}
		return verdicts;
	}

	private static ChannelFigures rates(long ready, int consumers, double publishRate, double ackRate) {
		return new ChannelFigures(ready, 0L, consumers, publishRate, ackRate, 0.0, Duration.ZERO);
	}

	private static ChannelFigures depth(long ready, int consumers, @Nullable Double growth) {
		return new ChannelFigures(ready, null, consumers, null, null, growth, null);
	}

}
