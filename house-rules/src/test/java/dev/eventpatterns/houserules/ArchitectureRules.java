package dev.eventpatterns.houserules;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

/**
 * What the code has to keep to. None of the rules passes when it finds nothing to check.
 *
 * @param base the package above all modules
 * @param patterns the modules' packages below it that hold a pattern
 * @param core the names of the classes that are the core of a pattern
 */
record ArchitectureRules(String base, Set<String> patterns, Set<String> core) {

	private static final String STORY = "trading";

	private static final String LAB = "lab";

	private static final String MONITOR = "channelmonitor";

	/** Is made of the patterns, and otherwise kept like one of them. */
	private static final String BLUEPRINT = "blueprint";

	/** Patterns that act on what the channel monitor has measured. */
	private static final Set<String> USE_MONITOR = Set.of("supervisorconsumer", "producercontrolflow");

	Map<String, ArchRule> all() {
		Map<String, ArchRule> all = new TreeMap<>();
		all.put("the story knows nobody", theStoryKnowsNobody());
		all.put("the lab knows nobody", theLabKnowsNobody());
		all.put("patterns know only the story", patternsKnowOnlyTheStory());
		all.put("programs do not know each other", programsDoNotKnowEachOther());
		all.put("the core is plain Java", theCoreIsPlainJava());
		all.put("only topologies declare", onlyTopologiesDeclare());
		all.put("only meters name meters", onlyMetersNameMeters());
		all.put("patterns do not print", patternsDoNotPrint());
		all.put("handling an order is traced", handlingIsTraced());
		all.put("no field injection", noFieldInjection());
		all.put("every package is null-marked", everyPackageIsNullMarked());
		all.put("names say the role", namesSayTheRole());
		return all;
	}

	private ArchRule theStoryKnowsNobody() {
		return classes().that(arePartOf(STORY)).should(new StayWithin(this.base, (part) -> Set.of()));
	}

	private ArchRule theLabKnowsNobody() {
		return classes().that(arePartOf(LAB)).should(new StayWithin(this.base, (part) -> Set.of()));
	}

	private ArchRule patternsKnowOnlyTheStory() {
		return classes().that(arePatterns())
			.and(DescribedPredicate.not(arePartOf(BLUEPRINT)))
			.should(new StayWithin(this.base,
					(part) -> USE_MONITOR.contains(part) ? Set.of(STORY, MONITOR) : Set.of(STORY)));
	}

	private ArchRule programsDoNotKnowEachOther() {
		Set<String> below = new HashSet<>(this.patterns);
		below.add(STORY);
		Set<String> belowDemos = new HashSet<>(below);
		belowDemos.addAll(Set.of(LAB, BLUEPRINT));
		return classes().that(arePartOf(BLUEPRINT, "demo", "benchmarks"))
			.should(new StayWithin(this.base, (part) -> part.equals(BLUEPRINT) ? below : belowDemos));
	}

	/** Not even through other classes: then nobody could read or test it without them. */
	private ArchRule theCoreIsPlainJava() {
		return noClasses().that(DescribedPredicate.describe("are the core of a pattern", this::isCore))
			.should()
			.transitivelyDependOnClassesThat(
					resideInAnyPackage("org.springframework..", "com.rabbitmq..", "io.micrometer.."));
	}

	private ArchRule onlyTopologiesDeclare() {
		return noClasses().that(arePatterns()).and(areNotNamed("Topology")).should(Declaring.declareQueues());
	}

	private ArchRule onlyMetersNameMeters() {
		return noClasses().that(arePatterns()).and(areNotNamed("Meters")).should(Declaring.nameMeters());
	}

	private ArchRule patternsDoNotPrint() {
		return noClasses().that(arePatterns()).should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
	}

	/**
	 * One trace leads from the request to the end, through whatever is replaced later.
	 */
	private ArchRule handlingIsTraced() {
		return noClasses().that(arePatterns())
			.and(DescribedPredicate.describe("begin no span for it",
					(type) -> type.getMethodCallsFromSelf()
						.stream()
						.noneMatch((call) -> isTo("MessageTraces", "handling", call))))
			.should()
			.callMethodWhere(
					DescribedPredicate.describe("it handles an order", (call) -> isTo("OrderHandler", "handle", call)));
	}

	private ArchRule noFieldInjection() {
		return noFields().that()
			.areDeclaredInClassesThat(arePatterns())
			.should(GeneralCodingRules.BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION);
	}

	private ArchRule everyPackageIsNullMarked() {
		return classes().that(arePartOfAnything()).should(new ResideInNullMarkedPackage());
	}

	private ArchRule namesSayTheRole() {
		return noClasses().that(arePartOfAnything()).should().haveNameMatching(".*(Manager|Util|Utils|Helper|Impl)");
	}

	private static boolean isTo(String type, String method, JavaMethodCall call) {
		return call.getTargetOwner().getSimpleName().equals(type) && call.getName().equals(method);
	}

	private boolean isCore(JavaClass type) {
		return this.core.contains(topLevel(type).getName());
	}

	private DescribedPredicate<JavaClass> arePatterns() {
		return arePartOf(this.patterns.toArray(String[]::new));
	}

	private DescribedPredicate<JavaClass> arePartOfAnything() {
		return resideInAnyPackage(this.base + "..");
	}

	private DescribedPredicate<JavaClass> arePartOf(String... parts) {
		String[] packages = new String[parts.length];
		for (int i = 0; i < parts.length; i++) {
			packages[i] = this.base + "." + parts[i] + "..";
		}
		return resideInAnyPackage(packages);
	}

	private static DescribedPredicate<JavaClass> areNotNamed(String suffix) {
		return DescribedPredicate.describe("are not named *" + suffix,
				(type) -> !topLevel(type).getSimpleName().endsWith(suffix));
	}

	private static JavaClass topLevel(JavaClass type) {
		JavaClass top = type;
		while (top.getEnclosingClass().isPresent()) {
			top = top.getEnclosingClass().get();
		}
		return top;
	}

}
