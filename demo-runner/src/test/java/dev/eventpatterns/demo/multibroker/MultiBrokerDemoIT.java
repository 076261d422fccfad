package dev.eventpatterns.demo.multibroker;

import dev.eventpatterns.demo.StageFixtures;
import dev.eventpatterns.demo.report.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class MultiBrokerDemoIT {

	private final StageFixtures stages = new StageFixtures();

	@AfterEach
	void closeTheStage() {
		this.stages.close();
	}

	/** No test asserts a speed: whether it passes depends on the machine. */
	@Test
	@Timeout(300)
	void losesNothingAndKeepsTheOrderWhileBrokersComeAndGo() throws Exception {
		Section section = new MultiBrokerDemo().play(this.stages.open());

		assertThat(section.contrasts()).hasSize(3);
		assertThat(section.table().rows())
			.filteredOn((row) -> row.label().equals("lost") || row.label().equals("out of order"))
			.hasSize(2)
			.allSatisfy((row) -> assertThat(row.cells().get(3).text()).isEqualTo("0"));
		assertThat(section.charts()).hasSize(2);
	}

}
