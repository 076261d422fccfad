package dev.eventpatterns.demo.ambulance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Section;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

class WayResultTest {

	private static final String URGENT = "urgent";

	private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

	@Test
	void tellsHowLongUrgentOrdersWaitedAndLeavesTheOthersOut() {
		WayResult result = new WayResult(
				Way.NONE, List.of(handled("standard", "standard-1", -5_000, 0, 20),
						handled(URGENT, "priority-1", -10, 0, 20), handled(URGENT, "priority-1", 0, 30, 50)),
				Set.of(URGENT));

		assertThat(result.urgentWait(0.5)).isEqualTo(Duration.ofMillis(10));
		assertThat(result.urgentWait(0.99)).isEqualTo(Duration.ofMillis(30));
	}

	@Test
	void tellsHowMuchOfItsTimeThePriorityThreadDidNothing() {
		WayResult result = new WayResult(Way.CARPOOL,
				List.of(handled("standard", "standard-1", 0, 0, 100), handled(URGENT, "priority-1", 0, 10, 35)),
				Set.of(URGENT));

		assertThat(result.took()).isEqualTo(Duration.ofMillis(100));
		assertThat(result.priorityThreadIdle()).isEqualTo(0.75, offset(1e-9));
		assertThat(result.perSecond()).isEqualTo(20.0, offset(1e-9));
	}

	@Test
	void breaksThePromiseWhenUrgentOrdersWaitWithAnAmbulanceAsTheyDoWithout() {
		Section section = report(1_000, 1_000);

		assertThat(section.passed()).isFalse();
		assertThat(((Chart.Swimlanes) section.charts().get(2)).spans()).anyMatch(Chart.Span::wrong);
	}

	@Test
	void keepsThePromiseWhenTheyWaitForOneOrderOnly() {
		Section section = report(1_000, 20);

		assertThat(section.passed()).isTrue();
		assertThat(section.contrasts()).extracting(Section.Contrast::figure)
			.containsExactly("1,000 ms", "0 %", "20 ms");
		assertThat(((Chart.Swimlanes) section.charts().get(2)).spans()).noneMatch(Chart.Span::wrong);
	}

	private static Section report(long waitWithout, long waitWithAmbulance) {
		return new AmbulanceReport(
				List.of(one(Way.NONE, waitWithout), one(Way.CARPOOL, 1), one(Way.AMBULANCE, waitWithAmbulance)),
				new Arrivals(List.of(), Arrivals.of(1, 1).urgent(), Duration.ofMillis(66)), "./demo ambulance")
			.section();
	}

	private static WayResult one(Way way, long waited) {
		return new WayResult(way, List.of(handled(URGENT, "priority-1", -waited, 0, 20)), Set.of(URGENT));
	}

	private static Handled handled(String id, String worker, long sent, long from, long to) {
		return new Handled(id, worker, START.plusMillis(sent), START.plusMillis(from), START.plusMillis(to));
	}

}
