package dev.eventpatterns.demo.supervisor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.eventpatterns.demo.StageFixtures;
import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Section;

import static org.assertj.core.api.Assertions.assertThat;

class SupervisorConsumerDemoIT {

	private final StageFixtures stages = new StageFixtures();

	@AfterEach
	void closeTheStage() {
		this.stages.close();
	}

	@Test
	@Timeout(200)
	void showsThatSupervisedConsumersKeepUpWhereOneFallsBehind() throws Exception {
		Section section = new SupervisorConsumerDemo().play(this.stages.open());

		assertThat(section.headline()).contains("the supervised ones none");
		assertThat(section.table().rows().get(1).cells().get(0).text()).isNotEqualTo("0");
		assertThat(section.charts()).hasSize(7).allMatch((chart) -> chart instanceof Chart.Time);
	}

}
