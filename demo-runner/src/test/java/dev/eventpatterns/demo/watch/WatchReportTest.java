package dev.eventpatterns.demo.watch;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Section;

import static org.assertj.core.api.Assertions.assertThat;

class WatchReportTest {

	private final Observation held = new Observation("held", knows(1, 2, 8), knows(1, 2), -1,
			List.of(new Observation.Sample(0, 2)), 2, 160);

	@Test
	void keepsItsPromiseWhenAllKnowAllAndNothingWasOnTheWireMeanwhile() {
		Section section = report(knows(1, 2, 8), knows(1, 2, 8), 5, 0, 0);

		assertThat(section.passed()).isTrue();
		assertThat(section.headline()).contains("revision 8 of 8", "missed 5", "forgotten at 2");
		assertThat(section.contrasts()).extracting(Section.Contrast::good).containsExactly(false, true);
	}

	@Test
	void breaksItWhenSomebodyWasForgottenOrNotToldWhatHeMissedOrTheWireWasUsed() {
		assertThat(report(knows(1, 2), knows(1, 2, 8), 5, 0, 0).passed()).isFalse();
		assertThat(report(knows(1, 2, 8), knows(1, 2), 5, 0, 0).passed()).isFalse();
		assertThat(report(knows(1, 2, 8), knows(1, 2, 8), 0, 0, 0).passed()).isFalse();
		assertThat(report(knows(1, 2, 8), knows(1, 2, 8), 5, 1, 0).passed()).isFalse();
		assertThat(report(knows(1, 2, 8), knows(1, 2, 8), 5, 0, 8).passed()).isFalse();
	}

	@Test
	void showsWhatAServiceKnewWhenAndLeavesOutWhileItWasGone() {
		Chart.Swimlanes lanes = (Chart.Swimlanes) report(knows(1, 2, 8), knows(1, 2, 8), 5, 0, 0).charts().get(0);

		assertThat(lanes.spans()).filteredOn((span) -> span.lane() == 3)
			.containsExactly(new Chart.Span(3, 0, 1, 2, false), new Chart.Span(3, 1, 2, 2.5, false),
					new Chart.Span(3, 2, 8, 10, false));
		assertThat(lanes.spans()).filteredOn((span) -> span.lane() == 1).endsWith(new Chart.Span(1, 1, 8, 10, true));
	}

	private Section report(Knowledge risk, Knowledge pricing, long missed, int connections, long bytes) {
		Observation ours = new Observation("ours", risk, pricing, missed, List.of(new Observation.Sample(0, 0)),
				connections, bytes);
		return new WatchReport(this.held, ours, new WatchReport.Story(8, 2.5, 8, 9, 10), "./demo watch-notification")
			.section();
	}

	/** Each revision from the second of the same number on. */
	private static Knowledge knows(long... revisions) {
		Knowledge knowledge = new Knowledge();
		for (long revision : revisions) {
			knowledge.note(revision, revision);
		}
		return knowledge;
	}

}
