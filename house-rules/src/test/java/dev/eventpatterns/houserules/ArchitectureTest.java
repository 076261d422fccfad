package dev.eventpatterns.houserules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArchitectureTest {

	private static final Pattern LINK = Pattern.compile("\\{@link\\s+([\\w.]+)");

	private static final Repository repository = Repository.here();

	private static final ArchitectureRules rules = new ArchitectureRules("dev.eventpatterns",
			repository.patterns().stream().map(PatternModule::packageName).collect(Collectors.toSet()),
			repository.patterns().stream().flatMap((pattern) -> coreOf(pattern).stream()).collect(Collectors.toSet()));

	private static final JavaClasses nothingOfOurs = new ClassFileImporter().importClasses(Test.class);

	@SuppressWarnings("NullAway.Init")
	private static JavaClasses classes;

	@BeforeAll
	static void importsWhatWasBuilt() {
		List<Path> built = repository.modules()
			.stream()
			.filter((module) -> repository.has(module + "/src/main/java"))
			.map((module) -> repository.root().resolve(module).resolve("target/classes"))
			.toList();

		assertThat(built).as("compiled modules; ./mvnw verify compiles them").isNotEmpty().allMatch(Files::exists);
		classes = new ClassFileImporter().importPaths(built);
	}

	static Set<String> ruleNames() {
		return rules.all().keySet();
	}

	@ParameterizedTest
	@MethodSource("ruleNames")
	void keepsTo(String name) {
		rules.all().get(name).check(classes);
	}

	@ParameterizedTest
	@MethodSource("ruleNames")
	void failsWhenThereIsNothingToCheck(String name) {
		assertThatThrownBy(() -> rules.all().get(name).check(nothingOfOurs)).isInstanceOf(AssertionError.class)
			.hasMessageContaining("failed to check any");
	}

	@Test
	void everyPatternNamesItsCore() {
		assertThat(repository.patterns()).isNotEmpty()
			.allSatisfy(
					(pattern) -> assertThat(coreOf(pattern)).as("classes linked in %s's package-info", pattern.name())
						.isNotEmpty()
						.allMatch(classes::contain));
	}

	@Test
	void keepsTheLabOffTheClassPathOfPatterns() {
		assertThat(repository.patterns()).extracting((pattern) -> pattern.name() + "/pom.xml")
			.allSatisfy((pom) -> assertThat(LabDependency.onMainClassPath(repository.text(pom))).as(pom).isFalse());
		assertThat(LabDependency.onMainClassPath(repository.text("pattern-parent/pom.xml"))).isFalse();
	}

	/** A package-info links the classes to start reading at: they are the core. */
	private static Set<String> coreOf(PatternModule pattern) {
		String packageName = "dev.eventpatterns." + pattern.packageName();
		return LINK.matcher(repository.text(pattern.mainFolder() + "/package-info.java"))
			.results()
			.map((match) -> match.group(1))
			.map((name) -> name.contains(".") ? name : packageName + "." + name)
			.collect(Collectors.toSet());
	}

}
