package dev.eventpatterns.houserules;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every README, and CONTRIBUTING.md, which sets out the rules for them. */
class DocumentsTest {

	private static final Repository repository = Repository.here();

	private static final List<DocumentCheck> checks = DocumentCheck.all(repository);

	static Stream<String> documents() {
		return repository.files().stream().filter((file) -> file.matches("(.*/)?(README|CONTRIBUTING)\\.md"));
	}

	@ParameterizedTest
	@MethodSource("documents")
	void namesOnlyWhatThereIs(String file) {
		Markdown document = Markdown.parse(file, repository.text(file));

		assertThat(checks.stream().flatMap((check) -> check.complaints(document))).isEmpty();
	}

	@Test
	void hasADocumentAtTheRootAndInEachPattern() {
		assertThat(documents()).contains("README.md", "CONTRIBUTING.md")
			.containsAll(repository.patterns().stream().map((pattern) -> pattern.name() + "/README.md").toList());
	}

	/**
	 * The checks of properties are worth something only where the build has left its
	 * metadata.
	 */
	@Test
	void findsThePropertiesOfEachPattern() {
		assertThat(repository.patterns()).isNotEmpty()
			.allSatisfy((pattern) -> assertThat(Settings.of(repository, pattern).defaults()).as(pattern.name())
				.isNotEmpty());
	}

}
