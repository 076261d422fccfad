package dev.eventpatterns.houserules;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What no text of the project may hold. */
final class TextRules {

	/** In pieces, since this file is a text of the project too. */
	private static final List<List<String>> REGISTRIES = List.of(List.of("repo", "maven", "apache", "org"),
			List.of("repo1", "maven", "org"), List.of("central", "sonatype", "com"), List.of("oss", "sonatype", "org"),
			List.of("deb", "debian", "org"), List.of("ftp", "debian", "org"), List.of("security", "debian", "org"),
			List.of("archive", "ubuntu", "com"), List.of("security", "ubuntu", "com"),
			List.of("ports", "ubuntu", "com"), List.of("registry", "npmjs", "org"), List.of("pypi", "org"));

	private static final Pattern REGISTRY = Pattern.compile(REGISTRIES.stream()
		.map((host) -> String.join("\\.", host))
		.collect(Collectors.joining("|", "(?i)\\b(?:", ")\\b")));

	/**
	 * A folder that one machine has, not a place below a folder of the project or an
	 * address.
	 */
	private static final Pattern MACHINE_PATH = Pattern
		.compile("(?<![\\w.~$})\\]-])/(?:home|Users|work|root)/\\w[\\w.-]*");

	private static final Pattern SLEEP = Pattern
		.compile("\\bThread\\s*\\.\\s*sleep\\s*\\(|\\b(?:[A-Z]*SECONDS|MINUTES)\\s*\\.\\s*sleep\\s*\\(");

	private static final int LONGEST_SOURCE = 200;

	private TextRules() {
	}

	/** What is wrong with the text of a file; empty if nothing is. */
	static Stream<String> complaints(String file, String text) {
		Stream.Builder<String> complaints = Stream.builder();
		REGISTRY.matcher(text)
			.results()
			.forEach((host) -> complaints.add(file + " names the host of a package registry: " + host.group()));
		MACHINE_PATH.matcher(text)
			.results()
			.forEach((path) -> complaints.add(file + " names a path of one machine: " + path.group()));
		if (file.contains("/src/test/") && file.endsWith(".java") && SLEEP.matcher(text).find()) {
			complaints.add(file + " sleeps; wait for what is to happen, with Awaitility");
		}
		if (file.contains("/src/main/java/") && text.lines().count() > LONGEST_SOURCE) {
			complaints.add(file + " has more than " + LONGEST_SOURCE + " lines: it does more than one thing");
		}
		return complaints.build();
	}

}
