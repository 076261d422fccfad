package dev.eventpatterns.demo.workflow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.eventpatterns.demo.StageFixtures;
import dev.eventpatterns.demo.report.Section;

import static org.assertj.core.api.Assertions.assertThat;

class WorkflowProcessorDemoIT {

	private final StageFixtures stages = new StageFixtures();

	@AfterEach
	void closeTheStage() {
		this.stages.close();
	}

	@Test
	@Timeout(240)
	void showsThatTheOrderIsMendedAndAllTenAreProcessed() throws Exception {
		Section section = new WorkflowProcessorDemo().play(this.stages.open());

		assertThat(section.passed()).as(section.headline()).isTrue();
		assertThat(section.notes()).anyMatch((note) -> note.contains("mended by unit"));
	}

}
