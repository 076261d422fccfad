package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.eventpatterns.supervisorconsumer.Supervision.Depth;

import static org.assertj.core.api.Assertions.assertThat;

class SupervisionTest {

	private static final String QUEUE = "orders";

	private static final int CAP = 100;

	private final Supervision supervision = new Supervision((consumers) -> new Scaler(new DepthPolicy(10),
			new Scaler.Bounds(1, CAP, Duration.ofSeconds(10), Duration.ofSeconds(3)), consumers), CAP);

	private long plan = 1L << 32;

	@Test
	void beginsWithWhatTheInstancesHave() {
		Plan.ChannelPlan plan = decide(0, 60, beat("a", 0, 40, 40), beat("b", 0, 20, 20));

		assertThat(plan.decision().to()).isEqualTo(60);
		assertThat(plan.shares()).containsOnly(Map.entry("a", 30), Map.entry("b", 30));
	}

	@Test
	void countsWhatAnInstanceWasAllowedAndHasNotStartedYet() {
		decide(1_000, 1, beat("a", 0, 1, 1));

		Plan.ChannelPlan plan = decide(1_000, 1, beat("a", 0, 1, 1), beat("b", 0, 0, 0));

		assertThat(plan.shares()).as("all were promised to a").containsOnly(Map.entry("a", 50), Map.entry("b", 0));
	}

	@Test
	void givesWhatAnInstanceHasLetGoToAnotherOne() {
		decide(1_000, 1, beat("a", 0, 1, 1));
		decide(1_000, 100, beat("a", this.plan, 100, 100), beat("b", 0, 0, 0));

		Plan.ChannelPlan plan = decide(1_000, 60, beat("a", this.plan, 60, 50), beat("b", this.plan, 0, 0));

		assertThat(plan.shares()).containsOnly(Map.entry("a", 50), Map.entry("b", 40));
	}

	@Test
	void leavesRoomForConsumersThatNobodyHasToldOf() {
		Plan.ChannelPlan plan = decide(1_000, 45, beat("a", 0, 5, 5));

		assertThat(plan.decision().to()).isEqualTo(100);
		assertThat(plan.shares()).containsOnly(Map.entry("a", 60));
	}

	@Test
	void letsAnInstanceThatItHasNotHeardOfKeepWhatItHas() {
		Plan.ChannelPlan plan = decide(0, 1, beat("a", 0, 1, 1));

		assertThat(plan.shareOf("a", 7)).isEqualTo(1);
		assertThat(plan.shareOf("unheard", 7)).isEqualTo(7);
	}

	@Test
	void countsPlansOnFromLeaderToLeader() {
		long first = Plan.firstAfter(0);

		assertThat(Plan.firstAfter(first)).isGreaterThan(first + 1_000_000_000L);
		assertThat(Plan.firstAfter(first + 5)).isEqualTo(Plan.firstAfter(first));
	}

	private Plan.ChannelPlan decide(long ready, int consumers, Heartbeat... beats) {
		Instant at = Instant.EPOCH.plusSeconds(this.plan % 1_000);
		return this.supervision.decide(QUEUE, ++this.plan, at, new Depth(ready, consumers, at), Arrays.asList(beats));
	}

	private static Heartbeat beat(String instance, long plan, int running, int allowed) {
		return new Heartbeat(instance, plan, false, Map.of(QUEUE, new WorkReport(running, allowed, 0, 0, 0, 0)));
	}

}
