package dev.eventpatterns.demo.blueprint;

import dev.eventpatterns.demo.StageFixtures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class BlueprintDemoIT {

	private final StageFixtures stages = new StageFixtures();

	@AfterEach
	void closeTheStage() {
		this.stages.close();
	}

	/** How fast it heals, and how deep the queue gets, depends on the machine. */
	@Test
	@Timeout(400)
	void losesDoublesAndReordersNothingInASmallScenario() throws Exception {
		Section section = new BlueprintDemo(0.5).play(this.stages.open());

		assertThat(section.headline()).contains(": 0 lost, 0 out of order, 0 applied twice");
		assertThat(section.contrasts()).hasSize(5);
		assertThat(section.contrasts().subList(0, 3)).allMatch(Section.Contrast::good);
		assertThat(section.table().columns()).hasSize(Phase.values().length);
		Row held = section.table()
			.rows()
			.stream()
			.filter((row) -> row.label().equals("accounts held"))
			.findFirst()
			.orElseThrow();
		assertThat(held.cells().get(Phase.POISON.ordinal()).text()).as("accounts held").isNotEqualTo("0");
		assertThat(section.notes())
			.anyMatch((note) -> note.startsWith("costly") && note.contains("the cap was set from 16 to 3"));
	}

}
