package dev.eventpatterns.ops;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules, by promtool and by eye. */
class PrometheusRulesTest {

	private static final Path FOLDER = Project.OPS.resolve("prometheus");

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	@Test
	void areAConfigurationThatPrometheusReads() {
		Tool.Ended ended = promtool(List.of("check", "config", FOLDER.resolve("prometheus.yml").toString()));

		assertThat(ended.status()).as(ended.output()).isZero();
	}

	@ParameterizedTest
	@MethodSource("tests")
	void fireWhenTheyShouldAndNotWhenTheyShouldNot(Path test) {
		Tool.Ended ended = promtool(List.of("test", "rules", test.toString()));

		assertThat(ended.status()).as(ended.output()).isZero();
	}

	static List<Path> tests() {
		return Project.files(FOLDER.resolve("tests"), ".yml");
	}

	private static Tool.Ended promtool(List<String> arguments) {
		Tool.require("promtool");
		List<String> command = new ArrayList<>(List.of("promtool"));
		command.addAll(arguments);
		return Tool.run(PATIENCE, command);
	}

	@Test
	void areEachShownFiringAndNotFiring() {
		Set<String> alerts = namesOf(alerts());

		assertThat(names((expected) -> !expected.isEmpty())).as("shown firing").isEqualTo(alerts);
		assertThat(names(JsonNode::isEmpty)).as("shown not firing").isEqualTo(alerts);
	}

	private static Set<String> names(Predicate<JsonNode> expected) {
		return namesOf(tests().stream()
			.flatMap((file) -> Project.yaml(file).path("tests").valueStream())
			.flatMap((test) -> test.path("alert_rule_test").valueStream())
			.filter((test) -> expected.test(test.path("exp_alerts"))));
	}

	private static Set<String> namesOf(Stream<JsonNode> tests) {
		Set<String> names = new TreeSet<>();
		tests.forEach((test) -> names.add(test.path("alertname").asString(test.path("alert").asString(""))));
		return names;
	}

	@Test
	void leadToASectionOfTheDocument() {
		List<String> headings = Project.text(Project.OPS.resolve("README.md"))
			.lines()
			.filter((line) -> line.startsWith("### "))
			.map((line) -> line.substring(4).toLowerCase())
			.toList();

		assertThat(alerts()).isNotEmpty().allSatisfy((alert) -> {
			String anchor = alert.path("alert").asString().toLowerCase();
			assertThat(alert.at("/annotations/runbook_url").asString()).isEqualTo("ops/README.md#" + anchor);
			assertThat(headings).contains(anchor);
		});
	}

	@Test
	void sayWhatIsWrongAndHowBadItIs() {
		assertThat(alerts()).allSatisfy((alert) -> {
			assertThat(alert.at("/annotations/summary").asString("")).isNotBlank();
			assertThat(alert.at("/annotations/description").asString("")).endsWith(".");
			assertThat(alert.at("/labels/severity").asString("")).isIn("warning", "critical");
			assertThat(alert.path("for").asString("")).isNotBlank();
		});
	}

	private static Stream<JsonNode> alerts() {
		return Project.files(FOLDER.resolve("rules"), ".yml")
			.stream()
			.flatMap((file) -> Project.yaml(file).path("groups").valueStream())
			.flatMap((group) -> group.path("rules").valueStream())
			.filter((rule) -> rule.has("alert"));
	}

}
