package dev.eventpatterns.houserules;

import java.util.regex.Pattern;

/** Whether a pom puts the lab where only tests may see it. */
final class LabDependency {

	private static final Pattern DEPENDENCY = Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);

	private LabDependency() {
	}

	static boolean onMainClassPath(String pom) {
		return DEPENDENCY.matcher(pom)
			.results()
			.map((match) -> match.group())
			.filter((dependency) -> dependency.contains("<artifactId>rabbit-lab</artifactId>"))
			.anyMatch((dependency) -> !dependency.contains("<scope>test</scope>"));
	}

}
