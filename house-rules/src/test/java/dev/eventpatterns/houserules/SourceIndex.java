package dev.eventpatterns.houserules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the sources define, for the documents to be compared with. */
final class SourceIndex {

	private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");

	private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?[\\w.]+?\\.([A-Z]\\w*)");

	private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

	private final Repository repository;

	/**
	 * For each type the text of the file that declares it, or nothing for an imported
	 * one.
	 */
	private final Map<String, String> types = new HashMap<>();

	private final Map<String, Set<String>> literals = new HashMap<>();

	private final String otherText;

	SourceIndex(Repository repository) {
		this.repository = repository;
		repository.javaFiles().map(repository::text).forEach(this::indexTypes);
		this.otherText = repository.files()
			.stream()
			.filter((file) -> file.matches(".*\\.(java|ya?ml|xml|sh|properties|json|html|js)|[^.]*|\\.ci/run"))
			.map(repository::text)
			.collect(Collectors.joining("\n"));
	}

	private void indexTypes(String source) {
		IMPORT.matcher(source).results().forEach((type) -> this.types.putIfAbsent(type.group(1), ""));
		TYPE.matcher(source).results().forEach((type) -> this.types.merge(type.group(1), source, String::concat));
	}

	/**
	 * Whether a source declares or imports a type of that name, or it is one of
	 * java.lang.
	 */
	boolean knowsType(String name) {
		if (this.types.containsKey(name)) {
			return true;
		}
		try {
			Class.forName("java.lang." + name, false, null);
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	/**
	 * Whether the type's own source names the member; foreign types are taken at their
	 * word.
	 */
	boolean knowsMember(String type, String member) {
		String source = this.types.getOrDefault(type, "");
		return source.isEmpty() || Pattern.compile("\\b" + Pattern.quote(member) + "\\b").matcher(source).find();
	}

	/** Whether any file that is no document has the word. */
	boolean mentions(String word) {
		return Pattern.compile("(?<!\\w)" + Pattern.quote(word) + "(?!\\w)").matcher(this.otherText).find();
	}

	/**
	 * Whether main sources below a path write the name as a string, or as two strings
	 * joined.
	 */
	boolean writes(String path, String name) {
		Set<String> strings = this.literals.computeIfAbsent(path, this::literalsBelow);
		return strings.contains(name) || strings.stream()
			.anyMatch((first) -> !first.isEmpty() && name.startsWith(first)
					&& strings.contains(name.substring(first.length())));
	}

	private Set<String> literalsBelow(String path) {
		Stream<String> files = this.repository.files()
			.stream()
			.filter((file) -> file.startsWith(path) && file.matches("[^/]+/src/main/java/.*\\.java"));
		return files.map(this.repository::text)
			.flatMap((source) -> LITERAL.matcher(source).results())
			.map((literal) -> literal.group(1))
			.collect(Collectors.toCollection(HashSet::new));
	}

}
