package dev.eventpatterns.ops;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all dashboards have in common. That their panels show something: see
 * {@link SuiteIT}.
 */
class DashboardsTest {

	private static final int WIDTH = 24;

	static List<Dashboard> dashboards() {
		return Dashboard.all();
	}

	@Test
	void areThereForEachServiceAndForAllTogether() {
		assertThat(dashboards()).extracting(Dashboard::file)
			.contains("overview.json", "jvm.json")
			.containsAll(Project.services().stream().map((service) -> service + ".json").toList());
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void areFoundByTheirNames(Dashboard dashboard) {
		JsonNode json = dashboard.json();

		assertThat(json.path("uid").asString() + ".json").isEqualTo(dashboard.file());
		assertThat(json.path("title").asString()).isNotBlank();
		assertThat(json.path("description").asString()).endsWith(".");
		assertThat(json.path("tags").get(0).asString()).isEqualTo("event-patterns");
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void sayWhatEachPanelShowsAndInWhatUnit(Dashboard dashboard) {
		assertThat(dashboard.panels()).isNotEmpty().allSatisfy((panel) -> {
			assertThat(panel.path("title").asString()).isNotBlank();
			assertThat(panel.path("description").asString()).endsWith(".");
			assertThat(panel.path("type").asString()).isIn("stat", "timeseries");
			assertThat(panel.at("/datasource/uid").asString()).isEqualTo("prometheus");
			assertThat(panel.at("/fieldConfig/defaults/unit").asString("")).isNotBlank();
			assertThat(panel.path("targets")).isNotEmpty();
		});
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void putNoPanelOverAnother(Dashboard dashboard) {
		Set<String> taken = new HashSet<>();
		for (JsonNode panel : dashboard.json().path("panels")) {
			JsonNode at = panel.path("gridPos");
			assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(WIDTH);
			for (int x = 0; x < at.path("w").asInt(); x++) {
				for (int y = 0; y < at.path("h").asInt(); y++) {
					String cell = (at.path("x").asInt() + x) + "/" + (at.path("y").asInt() + y);
					assertThat(taken.add(cell)).as("%s at %s", panel.path("title").asString(), cell).isTrue();
				}
			}
		}
	}

}
