package dev.eventpatterns.houserules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shell commands start scripts that exist, name modules and patterns that exist, and set
 * properties that exist. They are run from the root of the repository.
 */
final class CommandCheck implements DocumentCheck {

	private static final Set<String> SHELLS = Set.of("sh", "bash", "shell", "console");

	private static final Set<String> TAKE_PATTERNS = Set.of("./demo", "./bench");

	private final Repository repository;

	private final List<PatternModule> patterns;

	private final Set<String> patternNames;

	CommandCheck(Repository repository) {
		this.repository = repository;
		this.patterns = repository.patterns();
		this.patternNames = this.patterns.stream().map(PatternModule::name).collect(Collectors.toSet());
	}

	@Override
	public Stream<String> complaints(Markdown document) {
		return document.fences()
			.stream()
			.filter((fence) -> SHELLS.contains(fence.language()))
			.flatMap((fence) -> commands(fence)
				.flatMap((command) -> complaints(command).map((text) -> document.at(fence.line()) + text)));
	}

	/** In a block of language console, what does not start with $ is output. */
	private static Stream<String> commands(Markdown.Fence fence) {
		return Arrays.stream(fence.text().replace("\\\n", " ").split("\n"))
			.filter((line) -> !fence.language().equals("console") || line.startsWith("$ "))
			.map((line) -> line.replaceFirst("^\\$ ", "").replaceFirst("(^|\\s)#.*", "").strip())
			.filter((line) -> !line.isEmpty());
	}

	Stream<String> complaints(String command) {
		String[] words = command.split("[\\s'\"]+");
		Stream.Builder<String> complaints = Stream.builder();
		for (int i = 0; i < words.length; i++) {
			String previous = (i > 0) ? words[i - 1] : "";
			boolean ofDemo = i > 0 && Arrays.stream(words, 0, i).anyMatch(TAKE_PATTERNS::contains);
			complaint(words[i], previous, ofDemo).ifPresent(complaints::add);
		}
		return complaints.build();
	}

	private Optional<String> complaint(String word, String previous, boolean ofDemo) {
		String wrong = null;
		if (word.startsWith("./") && word.length() > 2 && !this.repository.has(word.substring(2))) {
			wrong = "does not exist";
		}
		else if (word.endsWith(".jar") && word.contains("target/") && !isBuilt(word)) {
			wrong = "is not built by any module";
		}
		else if (previous.equals("-pl") && !this.repository.modules().containsAll(List.of(word.split(",")))) {
			wrong = "is not in the root pom's list of modules";
		}
		else if (ofDemo && word.matches("[a-z][a-z-]*") && !this.patternNames.contains(word)) {
			wrong = "is not a pattern module";
		}
		else if (setsUnknownProperty(word)) {
			wrong = "sets a property that does not exist";
		}
		return (wrong != null) ? Optional.of(word + " " + wrong) : Optional.empty();
	}

	/** Whether a build of a pattern module makes the jar; its folder may be left out. */
	boolean isBuilt(String jar) {
		return Stream.concat(this.patternNames.stream(), runnableModules())
			.anyMatch((name) -> jar.matches("(\\./)?((" + name + "/)?target/)?" + name + "(-exec)?\\.jar"));
	}

	private Stream<String> runnableModules() {
		return this.repository.modules()
			.stream()
			.filter((module) -> this.repository.has(module + "/pom.xml"))
			.filter((module) -> this.repository.text(module + "/pom.xml").contains("<classifier>exec</classifier>"));
	}

	private boolean setsUnknownProperty(String word) {
		String name = word.replaceFirst("^(--|-D)", "").replaceFirst("=.*", "");
		return !name.equals(word) && this.patterns.stream()
			.filter((pattern) -> name.startsWith(pattern.name() + "."))
			.anyMatch((pattern) -> !Settings.of(this.repository, pattern).has(name));
	}

}
