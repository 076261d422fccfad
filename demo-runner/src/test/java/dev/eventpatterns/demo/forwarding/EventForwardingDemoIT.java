package dev.eventpatterns.demo.forwarding;

import java.util.List;

import dev.eventpatterns.demo.StageFixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The run that the suite's promise rests on, on a real broker: smaller than
 * {@code ./demo event-forwarding --full}, and the same code.
 */
class EventForwardingDemoIT {

	private static final Size SMALL = new Size(Layout.SEPARATE, 8_000, 4, 2_000, 20261121);

	private final StageFixtures stages = new StageFixtures();

	@AfterEach
	void closeTheStage() {
		this.stages.close();
	}

	@Test
	@Timeout(600)
	void losesNothingThatWasAnswered202ThoughEverythingIsKilledInTurn() throws Exception {
		List<LaneResult> results = EventForwardingDemo.measure(this.stages.open(), SMALL);

		LaneResult issue = results.get(0);
		LaneResult pattern = results.get(1);
		assertThat(pattern.way()).isEqualTo(Way.GUARANTEED);
		assertThat(pattern.account().accepted()).isEqualTo(SMALL.orders());
		assertThat(pattern.account().lost()).isZero();
		assertThat(pattern.storedTwice()).isZero();
		assertThat(pattern.resumed()).hasSize(SMALL.kills());
		// Without the guarantees the same kills cost orders: this check can fail.
		assertThat(issue.way()).isEqualTo(Way.FIRE_AND_FORGET);
		assertThat(issue.account().accepted()).isEqualTo(SMALL.orders());
		assertThat(issue.account().lost()).isPositive();
	}

}
