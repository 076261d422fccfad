package dev.eventpatterns.demo.chaos;

import java.util.List;

import dev.eventpatterns.demo.chaos.ChaosSchedule.Kill;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChaosScheduleTest {

	private static final List<String> VICTIMS = List.of("broker", "intake", "forwarder", "store");

	@Test
	void givesEveryVictimItsTurnInEveryRound() {
		ChaosSchedule schedule = ChaosSchedule.draw(VICTIMS, 12, 200_000, 7);

		List<String> order = schedule.kills().stream().map(Kill::victim).toList();
		assertThat(order.subList(0, 4)).containsExactlyInAnyOrderElementsOf(VICTIMS);
		assertThat(order.subList(4, 8)).containsExactlyInAnyOrderElementsOf(VICTIMS);
		assertThat(order.subList(8, 12)).containsExactlyInAnyOrderElementsOf(VICTIMS);
	}

	@Test
	void strikesWhileOrdersAreSentAndLeavesSomeForAfterTheLastKill() {
		ChaosSchedule schedule = ChaosSchedule.draw(VICTIMS, 4, 1000, 7);

		assertThat(schedule.kills()).hasSize(4).allSatisfy((kill) -> {
			int part = kill.number() - 1;
			assertThat(kill.afterOrders()).isBetween(part * 200 + 50, part * 200 + 160);
			assertThat(kill.afterOrders()).isLessThan(schedule.releasedAfter(part));
		});
		assertThat(schedule.releasedAfter(3)).isEqualTo(800);
		assertThat(schedule.releasedAfter(4)).isEqualTo(1000);
	}

	@Test
	void drawsTheSameForTheSameSeedAndOtherMomentsForAnother() {
		ChaosSchedule schedule = ChaosSchedule.draw(VICTIMS, 8, 10_000, 1);

		assertThat(ChaosSchedule.draw(VICTIMS, 8, 10_000, 1)).isEqualTo(schedule);
		assertThat(ChaosSchedule.draw(VICTIMS, 8, 10_000, 2)).isNotEqualTo(schedule);
	}

	@Test
	void releasesEverythingAtOnceWhenNothingIsKilled() {
		ChaosSchedule schedule = ChaosSchedule.draw(VICTIMS, 0, 500, 1);

		assertThat(schedule.kills()).isEmpty();
		assertThat(schedule.releasedAfter(0)).isEqualTo(500);
	}

}
