package dev.eventpatterns.demo.flow;

import dev.eventpatterns.demo.StageFixtures;
import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Section;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class ProducerControlFlowDemoIT {

	private final StageFixtures stages = new StageFixtures();

	@AfterEach
	void closeTheStage() {
		this.stages.close();
	}

	/** No test asserts a speed: whether it passes depends on the machine. */
	@Test
	@Timeout(200)
	void showsAQueueThatGrowsAndOneThatIsHeld() throws Exception {
		Section section = new ProducerControlFlowDemo().play(this.stages.open());

		assertThat(section.contrasts()).hasSize(2);
		assertThat(section.contrasts().get(0).good()).isFalse();
		assertThat(section.table().rows()).filteredOn((row) -> row.label().equals("lost"))
			.allSatisfy((row) -> assertThat(row.cells().get(1).text()).isEqualTo("0"));
		assertThat(section.charts()).hasSizeGreaterThan(10).allMatch((chart) -> chart instanceof Chart.Time);
	}

}
