package dev.eventpatterns.houserules;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A metric is named as Prometheus shows it, and a class {@code *Meters} of the pattern
 * writes its name. Taken for metrics: what stands in the first column of a table under
 * "Metrics", and anywhere what starts with a pattern's name and an underscore.
 */
final class MetricsCheck implements DocumentCheck {

	private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)+");

	/** What Prometheus adds to the meter's own name. */
	private static final Pattern ADDED = Pattern
		.compile("(\\.seconds|\\.bytes)?(\\.total|\\.bucket|\\.count|\\.sum|\\.max)?$");

	private final SourceIndex sources;

	private final List<PatternModule> patterns;

	MetricsCheck(Repository repository, SourceIndex sources) {
		this.sources = sources;
		this.patterns = repository.patterns();
	}

	@Override
	public Stream<String> complaints(Markdown document) {
		return document.spans().stream().flatMap((span) -> {
			String metric = span.text().replaceFirst("\\{.*\\}$", "");
			boolean wrong = METRIC.matcher(metric).matches()
					&& metersOf(document, span, metric).anyMatch((meters) -> !declares(meters, metric));
			return wrong ? Stream.of(document.at(span.line()) + "`" + metric + "` is no metric of the pattern")
					: Stream.empty();
		});
	}

	private Stream<String> metersOf(Markdown document, Markdown.Span span, String metric) {
		boolean listed = span.section().equals("Metrics") && span.column() == 1;
		return this.patterns.stream()
			.filter((pattern) -> metric.startsWith(pattern.metricPrefix())
					|| (listed && document.file().equals(pattern.name() + "/README.md")))
			.map(PatternModule::meters);
	}

	private boolean declares(String meters, String metric) {
		String dotted = metric.replace('_', '.');
		return this.sources.writes(meters, dotted)
				|| this.sources.writes(meters, ADDED.matcher(dotted).replaceFirst(""));
	}

}
