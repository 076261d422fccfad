package dev.eventpatterns.demo.ambulance;

import dev.eventpatterns.demo.StageFixtures;
import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class AmbulanceDemoIT {

	private final StageFixtures stages = new StageFixtures();

	@AfterEach
	void closeTheStage() {
		this.stages.close();
	}

	@Test
	@Timeout(200)
	void showsThatAnAmbulanceOvertakesTheBacklogThatUrgentOrdersOtherwiseWaitFor() throws Exception {
		Section section = new AmbulanceDemo().play(this.stages.open());

		assertThat(section.passed()).isTrue();
		assertThat(section.charts()).hasSize(3).allMatch((chart) -> chart instanceof Chart.Swimlanes);
		assertThat(((Chart.Swimlanes) section.charts().get(0)).spans()).anyMatch(Chart.Span::wrong);
		assertThat(((Chart.Swimlanes) section.charts().get(1)).spans())
			.as("in carpool mode the priority thread carries urgent orders only")
			.noneMatch((span) -> span.lane() == 1 && span.group() == 1);
		assertThat(((Chart.Swimlanes) section.charts().get(2)).spans()).as("in ambulance mode it carries both")
			.anyMatch((span) -> span.lane() == 1 && span.group() == 1)
			.anyMatch((span) -> span.lane() == 1 && span.group() == 0);
	}

}
