package dev.eventpatterns.houserules;

import java.util.List;
import java.util.stream.Stream;

/** Compares what a document says with what there is. */
interface DocumentCheck {

	/** What is not true, each with the line and what to do about it. */
	Stream<String> complaints(Markdown document);

	static List<DocumentCheck> all(Repository repository) {
		SourceIndex sources = new SourceIndex(repository);
		CommandCheck commands = new CommandCheck(repository);
		return List.of(commands, new SpanCheck(repository, sources, commands), new LinkCheck(repository),
				new SnippetCheck(repository), new SettingsCheck(repository), new MetricsCheck(repository, sources));
	}

}
