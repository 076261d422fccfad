package dev.eventpatterns.houserules;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule is shown classes that break it, and has to report these and no others. */
class ArchitectureRulesTest {

	private static final String BASE = "dev.eventpatterns.houserules.violations";

	private static final String FORWARDING = BASE + ".eventforwarding.";

	private final JavaClasses violations = new ClassFileImporter().importPackages(BASE);

	private final ArchitectureRules rules = new ArchitectureRules(BASE,
			Set.of("eventforwarding", "ambulance", "channelmonitor", "supervisorconsumer", "blueprint"),
			Set.of(FORWARDING + "PlainCore", FORWARDING + "CoreKnowsSpring", FORWARDING + "CoreLeansOnAdapter"));

	@Test
	void reportsExactlyTheClassesThatBreakARule() {
		Map<String, Set<String>> reported = new TreeMap<>();

		this.rules.all().forEach((name, rule) -> reported.put(name, classesReportedBy(rule)));

		assertThat(reported).containsOnly(Map.entry("the story knows nobody", Set.of("StoryKnowsPattern")),
				Map.entry("the lab knows nobody", Set.of("LabKnowsPattern")),
				Map.entry("patterns know only the story",
						Set.of("PatternKnowsPattern", "PatternKnowsLab", "PatternKnowsChannels",
								"PatternKnowsBlueprint")),
				Map.entry("programs do not know each other", Set.of("DemoKnowsBenchmarks", "BlueprintKnowsLab")),
				Map.entry("the core is plain Java", Set.of("CoreKnowsSpring", "CoreLeansOnAdapter")),
				Map.entry("only topologies declare",
						Set.of("QueueByBuilder", "QueueByConstructor", "QueueByChannel", "QueueByAnnotation")),
				Map.entry("only meters name meters", Set.of("MeterByBuilder", "MeterByRegistry")),
				Map.entry("patterns do not print", Set.of("PrintsToConsole", "PrintsStackTrace")),
				Map.entry("handling an order is traced", Set.of("HandlesUntraced")),
				Map.entry("no field injection", Set.of("FieldInjected")),
				Map.entry("every package is null-marked", Set.of("Unmarked")),
				Map.entry("names say the role", Set.of("OrderManager")));
	}

	@Test
	void seesTheLabOnAMainClassPath() {
		String dependency = "<dependency><artifactId>rabbit-lab</artifactId>%s</dependency>";

		assertThat(LabDependency.onMainClassPath(dependency.formatted(""))).isTrue();
		assertThat(LabDependency.onMainClassPath(dependency.formatted("<scope>test</scope>"))).isFalse();
	}

	private Set<String> classesReportedBy(ArchRule rule) {
		Set<String> names = new TreeSet<>();
		rule.evaluate(this.violations)
			.handleViolations((Collection<Object> objects, String message) -> objects
				.forEach((object) -> names.add(classOf(object).getSimpleName())));
		return names;
	}

	private static JavaClass classOf(Object violation) {
		if (violation instanceof JavaClass type) {
			return type;
		}
		if (violation instanceof JavaMember member) {
			return member.getOwner();
		}
		if (violation instanceof JavaAccess<?> access) {
			return access.getOriginOwner();
		}
		return ((Dependency) violation).getOriginClass();
	}

}
