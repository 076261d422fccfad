package dev.eventpatterns.houserules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each check is shown, in a small repository, what is true and what is not. */
class DocumentCheckTest {

	private static final String SETTINGS = """
			## Settings
			| property | default |
			|---|---|
			| `ambulance.mode` | `carpool` |
			| `ambulance.work` | `0s` |
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path root;

	@BeforeEach
	void hasOnePattern() throws IOException {
		write("pom.xml", "<modules><module>ambulance</module><module>trading</module></modules>");
		write("mvnw", "#!/bin/sh");
		write("demo", "#!/bin/sh\n: ${LAB_URI}");
		write("ambulance/pom.xml", "<parent><artifactId>pattern-parent</artifactId></parent>");
		write("ambulance/README.md", "# Ambulance\n\n## Run it\n");
		write("ambulance/src/main/java/dev/eventpatterns/ambulance/AmbulanceMeters.java", """
				import org.springframework.amqp.rabbit.core.RabbitTemplate;

				class AmbulanceMeters {
					static final String PREFIX = "ambulance.";
					static final String WAITED = PREFIX + "waited";
					static final String QUEUE = "ambulance.standard";
					static final String PATH = "/lanes";

					void register() {
						counter(WAITED);
					}
				}
				""");
		write("ambulance/target/classes/META-INF/spring-configuration-metadata.json", """
				{"properties": [{"name": "ambulance.mode", "defaultValue": "carpool"},
				{"name": "ambulance.work", "defaultValue": "0s"}]}
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "./demo", "./demo ambulance", "GET /lanes", "GET /actuator/health", "ambulance.mode",
			"--ambulance.mode=none", "ambulance.standard", "ambulance/pom.xml", "pom.xml", "ambulance/",
			"ambulance/target/ambulance-exec.jar", "LAB_URI", "LAB_URI=amqp://localhost", "AmbulanceMeters",
			"AmbulanceMeters.register()", "AmbulanceMeters.WAITED", "RabbitTemplate", "String.format", "Ambulance",
			"application/json", "text/plain", "PLACE SELL GOOG", "spring.rabbitmq.host", "ambulance_waited_total",
			"ambulance_waited_seconds_bucket{lane=\"priority\"}" })
	void acceptsInALine(String code) {
		assertThat(complaints(SETTINGS + "See `" + code + "`.")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "./dem", "./demo ambulances", "GET /lane", "ambulance.mod", "--ambulance.mod=none",
			"ambulance.standards", "ambulance/pom.yml", "compose.yml", "ambulance/src/test/",
			"ambulance/target/ambulance.war.jar", "LAB_URL", "AmbulanceMeter", "AmbulanceMeters.unregister()",
			"AmbulanceMeters.Lane", "RabbitTemplates", "String2.format", "ambulance_waiting_total" })
	void complainsInALine(String code) {
		assertThat(complaints(SETTINGS + "\nSee `" + code + "`.")).singleElement().asString().contains("README.md:7: ");
	}

	@Test
	void takesTheTextOfALinkAtItsWord() {
		assertThat(complaints(SETTINGS + "[`SomeForeignType`](https://example.com/SomeForeignType.html)")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "sh ! ./demo ambulance # a comment", "sh ! ./mvnw -pl ambulance,trading verify",
					"sh ! java -jar ambulance/target/ambulance-exec.jar --ambulance.mode=none",
					"console ! the ./output", "text ! ./anything" })
	void acceptsCommands(String language, String command) {
		assertThat(complaints(SETTINGS + "```" + language + "\n" + command + "\n```")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "./bench", "./demo ambulances", "./mvnw -pl ambulance,ops verify",
			"java -jar trading/target/trading-exec.jar", "java -jar x.jar --ambulance.mod=none",
			"java -jar x.jar \\\n  -Dambulance.mod=none" })
	void complainsAboutCommands(String command) {
		assertThat(complaints(SETTINGS + "```sh\n" + command + "\n```")).singleElement()
			.asString()
			.contains("README.md:6: ");
		assertThat(complaints(SETTINGS + "```console\n$ " + command + "\n```")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "pom.xml ! 0", "../pom.xml ! 0", "../ambulance ! 0", "#settings ! 1", "#run-it ! 0",
					"README.md#run-it ! 0", "README.md#run ! 1", "docs.md ! 1", "../../pom.xml ! 1",
					"https://example.com/x ! 0" })
	void followsRelativeLinks(String target, int complaints) {
		assertThat(complaints(SETTINGS + "[here](" + target + ")")).hasSize(complaints);
	}

	@Test
	void findsJavaInTheSources() {
		assertThat(complaints(SETTINGS + "```java\nvoid register() { counter(WAITED); }\n```")).isEmpty();
		assertThat(complaints(SETTINGS + "```java\nclass AmbulanceMeters {\n\t// …\n\tvoid register() {\n```"))
			.isEmpty();
		assertThat(complaints(SETTINGS + "```java\nvoid register() { counter(LATE); }\n```")).hasSize(1);
		assertThat(complaints(SETTINGS + "```java\nvoid register() {\n\t// …\nclass AmbulanceMeters {\n```"))
			.hasSize(1);
	}

	@Test
	void comparesTheTableOfSettings() {
		assertThat(complaints("## Settings\n| `ambulance.mode` | `none` |\n| `ambulance.lanes` | `2` |\n"))
			.containsExactly(
					"ambulance/README.md:3: `ambulance.lanes`: is neither a property nor a name that the module's sources write",
					"ambulance/README.md: there is no property `ambulance.lanes`",
					"ambulance/README.md: the default of `ambulance.mode` is `carpool`, not `none`",
					"ambulance/README.md: the table under Settings leaves out `ambulance.work`");
	}

	@Test
	void comparesTheTableOfMetrics() {
		assertThat(complaints(SETTINGS + "## Metrics\n| `ambulance_waited_max` | `lane_name` |\n| `lane_depth` |"))
			.hasSize(1)
			.first()
			.asString()
			.contains("`lane_depth` is no metric");
	}

	private List<String> complaints(String text) {
		Repository repository = Repository.at(this.root);
		Markdown document = Markdown.parse("ambulance/README.md", text);
		return DocumentCheck.all(repository).stream().flatMap((check) -> check.complaints(document)).toList();
	}

	private void write(String file, String text) throws IOException {
		Path path = this.root.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
	}

}
