package dev.eventpatterns.houserules;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Relative links lead to a file of the project, and their anchors to a heading in it. */
record LinkCheck(Repository repository) implements DocumentCheck {

	@Override
	public Stream<String> complaints(Markdown document) {
		return document.links()
			.stream()
			.filter((link) -> !link.target().matches("[a-z]+:.*"))
			.filter((link) -> !resolves(document, link.target()))
			.map((link) -> document.at(link.line()) + "the link " + link.target() + " leads nowhere");
	}

	private boolean resolves(Markdown document, String target) {
		String[] parts = target.split("#", 2);
		String file = parts[0].isEmpty() ? document.file()
				: Path.of(document.folder() + parts[0]).normalize().toString();
		if (!this.repository.has(file)) {
			return false;
		}
		return parts.length == 1 || anchors(file).contains(parts[1]);
	}

	private List<String> anchors(String file) {
		return Markdown.parse(file, this.repository.text(file))
			.headings()
			.stream()
			.map(Markdown.Heading::anchor)
			.toList();
	}

}
