package dev.eventpatterns.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that belong to the project, and the modules that its root pom lists. */
record Repository(Path root, List<String> files) {

	private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

	/** The repository that this build runs in. */
	static Repository here() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.exists(folder.resolve("mvnw"))) {
			folder = folder.getParent();
			if (folder == null) {
				throw new IllegalStateException("no folder above the working directory has a mvnw: run this by Maven");
			}
		}
		return at(folder);
	}

	static Repository at(Path root) {
		return new Repository(root, new ProjectFiles(root).list());
	}

	String text(String file) {
		try {
			return new String(Files.readAllBytes(this.root.resolve(file)), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether a path, relative to the root, is a file or a folder of the project. */
	boolean has(String path) {
		return this.files.contains(path) || this.files.stream().anyMatch((file) -> file.startsWith(path + "/"));
	}

	Stream<String> filesOf(String module) {
		return this.files.stream().filter((file) -> file.startsWith(module + "/"));
	}

	/** All Java sources, those of the tests too. */
	Stream<String> javaFiles() {
		return this.files.stream().filter((file) -> file.endsWith(".java"));
	}

	List<String> modules() {
		return MODULE.matcher(text("pom.xml")).results().map((MatchResult match) -> match.group(1)).toList();
	}

	/** The modules that are patterns: their parent says so. */
	List<PatternModule> patterns() {
		return modules().stream()
			.filter((module) -> !module.equals("pattern-parent"))
			.filter((module) -> has(module + "/pom.xml"))
			.filter((module) -> text(module + "/pom.xml").contains("<artifactId>pattern-parent</artifactId>"))
			.map(PatternModule::new)
			.toList();
	}

}
