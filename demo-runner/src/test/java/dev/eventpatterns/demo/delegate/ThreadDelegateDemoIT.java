package dev.eventpatterns.demo.delegate;

import dev.eventpatterns.demo.StageFixtures;
import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadDelegateDemoIT {

	private final StageFixtures stages = new StageFixtures();

	@AfterEach
	void closeTheStage() {
		this.stages.close();
	}

	@Test
	@Timeout(200)
	void showsThatDelegatesKeepTheOrderThatCompetingConsumersBreak() throws Exception {
		Section section = new ThreadDelegateDemo().play(this.stages.open());

		assertThat(section.passed()).isTrue();
		assertThat(section.contrasts().get(1).figure()).isNotEqualTo("0");
		assertThat(section.contrasts().get(2).figure()).isEqualTo("0");
		assertThat(section.charts()).hasSize(3).allMatch((chart) -> chart instanceof Chart.Swimlanes);
	}

}
