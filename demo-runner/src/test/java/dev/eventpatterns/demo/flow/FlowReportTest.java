package dev.eventpatterns.demo.flow;

import java.util.List;

import dev.eventpatterns.demo.report.Section;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FlowReportTest {

	private final WayResult free = new WayResult("without", List.of(moment(1, 3_000, false), moment(9, 9_000, false)),
			5, 10_000, 10_000);

	@Test
	void keepsItsPromiseWhenTheQueueWasHeldAndLetGo() {
		Section section = report(new WayResult("with",
				List.of(moment(1, 900, true), moment(6, 700, true), moment(9, 10, false)), 5, 2_000, 2_000));

		assertThat(section.passed()).isTrue();
		assertThat(section.headline()).contains("9,000").contains("900");
		assertThat(section.table().rows().get(5).cells().get(1).text()).isEqualTo("1.0 s");
	}

	@Test
	void breaksItWhenTheQueueWasTooDeepOrOrdersAreMissingOrTheThrottleStays() {
		assertThat(
				report(new WayResult("with", List.of(moment(1, 1_201, true), moment(9, 0, false)), 5, 5, 5)).passed())
			.isFalse();
		assertThat(report(new WayResult("with", List.of(moment(1, 900, true), moment(9, 0, false)), 5, 5, 4)).passed())
			.isFalse();
		assertThat(report(new WayResult("with", List.of(moment(1, 900, true)), 5, 5, 5)).passed()).isFalse();
		assertThat(report(new WayResult("with", List.of(moment(1, 900, false)), 5, 5, 5)).passed()).isFalse();
	}

	@Test
	void drawsTheControllerOnCalculatedLoads() {
		assertThat(SimulatedCharts.all()).hasSize(10).allSatisfy((chart) -> assertThat(chart.summary()).isNotBlank());
	}

	private Section report(WayResult held) {
		return new FlowReport(this.free, held, List.of(), "./demo producer-control-flow").section();
	}

	private static Moment moment(double second, long depth, boolean throttled) {
		return new Moment(second, depth, 0, Math.round(second * 200), 100, throttled);
	}

}
