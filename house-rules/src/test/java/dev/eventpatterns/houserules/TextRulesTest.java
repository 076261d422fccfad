package dev.eventpatterns.houserules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextRulesTest {

	private static final String TEST = "trading/src/test/java/SomeTest.java";

	private final Repository repository = Repository.here();

	@Test
	void holdForEveryFile() {
		assertThat(this.repository.files()).contains("pom.xml", "mvnw");
		assertThat(this.repository.files()
			.stream()
			.filter((file) -> !file.matches(".*\\.(png|jpg|gif|ico|jar)"))
			.flatMap((file) -> TextRules.complaints(file, this.repository.text(file)))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://deb_debian_org/debian", "host: repo_maven_apache_org", "REGISTRY_NPMJS_ORG" })
	void refuseTheHostOfARegistry(String text) {
		assertThat(TextRules.complaints("pom.xml", text.replace('_', '.'))).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cd _home_ann", "\"_work_suite_pom.xml\"", "(_root_x)", "file:_Users_ann" })
	void refuseAPathOfOneMachine(String text) {
		assertThat(TextRules.complaints("README.md", text.replace('_', '/'))).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a page at https://example.org/work/x", "$HOME/work/x", "./root/x", "/homes/x", "/work" })
	void acceptOtherPaths(String text) {
		assertThat(TextRules.complaints("README.md", text)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Thread_sleep(5)", "Thread _ sleep (5)", "TimeUnit_SECONDS_sleep(5)", "MILLISECONDS_sleep(1)" })
	void refuseATestThatSleeps(String text) {
		assertThat(TextRules.complaints(TEST, text.replace('_', '.'))).hasSize(1);
		assertThat(TextRules.complaints(TEST.replace("test", "main"), text.replace('_', '.'))).isEmpty();
	}

	@Test
	void refuseALongMainSource() {
		String file = "trading/src/main/java/Some.java";

		assertThat(TextRules.complaints(file, "\n".repeat(201))).hasSize(1);
		assertThat(TextRules.complaints(file, "\n".repeat(200))).isEmpty();
		assertThat(TextRules.complaints(TEST, "\n".repeat(201))).isEmpty();
	}

}
