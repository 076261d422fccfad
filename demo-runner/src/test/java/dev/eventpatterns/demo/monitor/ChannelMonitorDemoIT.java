package dev.eventpatterns.demo.monitor;

import dev.eventpatterns.demo.StageFixtures;
import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelMonitorDemoIT {

	private final StageFixtures stages = new StageFixtures();

	@AfterEach
	void closeTheStage() {
		this.stages.close();
	}

	@Test
	@Timeout(200)
	void showsThatTheMonitorNamesWhatNobodyNoticedBefore() throws Exception {
		Section section = new ChannelMonitorDemo().play(this.stages.open());

		assertThat(section.passed()).as(section.headline()).isTrue();
		assertThat(section.table().rows()).hasSize(4);
		assertThat(section.charts()).hasSize(3).allMatch((chart) -> chart instanceof Chart.Time);
		Chart.Time watched = (Chart.Time) section.charts().get(1);
		assertThat(watched.marks()).extracting(Chart.Mark::label)
			.containsSubsequence("OK", "LAGGING", "STALLED", "NO_CONSUMER");
		assertThat(section.contrasts()).extracting(Section.Contrast::good).containsExactly(false, true);
	}

}
