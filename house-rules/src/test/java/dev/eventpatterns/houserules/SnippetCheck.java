package dev.eventpatterns.houserules;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every block of Java is in one of the sources, word for word apart from white space. A
 * line {@code // …} stands for what was left out.
 */
final class SnippetCheck implements DocumentCheck {

	private final List<String> sources;

	SnippetCheck(Repository repository) {
		this.sources = repository.javaFiles()
			.filter((file) -> !file.startsWith("house-rules/"))
			.map(repository::text)
			.map(SnippetCheck::withoutWhiteSpace)
			.toList();
	}

	@Override
	public Stream<String> complaints(Markdown document) {
		return document.fences()
			.stream()
			.filter((fence) -> fence.language().equals("java"))
			.filter((fence) -> this.sources.stream().noneMatch((source) -> contains(source, fence.text())))
			.map((fence) -> document.at(fence.line())
					+ "this Java is in no source; show code that a test runs, and // … where lines are left out");
	}

	private static boolean contains(String source, String snippet) {
		int position = 0;
		for (String part : Arrays.stream(snippet.split("(?m)^\\s*// …\\s*$"))
			.map(SnippetCheck::withoutWhiteSpace)
			.toList()) {
			position = source.indexOf(part, position);
			if (position < 0) {
				return false;
			}
			position += part.length();
		}
		return true;
	}

	private static String withoutWhiteSpace(String text) {
		return text.replaceAll("\\s+", "");
	}

}
