package dev.eventpatterns.houserules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who knows one pattern module finds the way in all. */
class SiblingsTest {

	private static final List<String> SECTIONS = List.of("The question", "The issue", "The pattern", "Run it",
			"What you see", "Break it", "Guarantees and limits", "What it costs", "Settings", "Metrics",
			"Read the code", "When something else serves you better");

	private static final List<String> ROLES = List.of("Application", "Properties", "Topology", "Meters");

	private static final Repository repository = Repository.here();

	static List<PatternModule> patterns() {
		return repository.patterns();
	}

	@ParameterizedTest
	@MethodSource("patterns")
	void hasTheTreeOfAPatternModule(PatternModule pattern) {
		assertThat(missingFiles(repository, pattern)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("patterns")
	void hasTheHeadingsOfAPatternModule(PatternModule pattern) {
		String file = pattern.name() + "/README.md";

		assertThat(Markdown.parse(file, repository.text(file)).sections()).isEqualTo(SECTIONS);
	}

	@Test
	void missesWhatIsNotThere(@TempDir Path root) throws IOException {
		Path main = root.resolve("thread-delegate/src/main/java/dev/eventpatterns/threaddelegate");
		Files.createDirectories(main);
		Files.createFile(main.resolve("ThreadDelegateTopology.java"));
		Files.createFile(root.resolve("thread-delegate/README.md"));

		List<String> missing = missingFiles(Repository.at(root), new PatternModule("thread-delegate"));

		assertThat(missing).extracting((file) -> file.substring(file.lastIndexOf('/') + 1))
			.containsExactly("package-info.java", "ThreadDelegateApplication.java", "ThreadDelegateProperties.java",
					"ThreadDelegateMeters.java");
	}

	@Test
	void readsOnlyHeadingsOfTheSecondLevelOutsideOfCode() {
		String text = SECTIONS.stream()
			.collect(Collectors.joining("\n\n### More\n```sh\n## no heading\n```\n## ", "## ", "\n"));

		assertThat(Markdown.parse("README.md", text).sections()).isEqualTo(SECTIONS);
	}

	private static List<String> missingFiles(Repository repository, PatternModule pattern) {
		Stream<String> roles = ROLES.stream()
			.map((role) -> pattern.mainFolder() + "/" + pattern.prefix() + role + ".java");
		return Stream
			.concat(Stream.of(pattern.name() + "/README.md", pattern.mainFolder() + "/package-info.java"), roles)
			.filter((file) -> !repository.has(file))
			.toList();
	}

}
