package dev.eventpatterns.houserules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The table under "Settings" lists a pattern's properties, all of them, in its first
 * column, and their defaults in its second.
 */
record SettingsCheck(Repository repository) implements DocumentCheck {

	@Override
	public Stream<String> complaints(Markdown document) {
		return this.repository.patterns()
			.stream()
			.filter((pattern) -> document.file().equals(pattern.name() + "/README.md"))
			.flatMap((pattern) -> complaints(document, pattern).stream());
	}

	private List<String> complaints(Markdown document, PatternModule pattern) {
		Map<String, String> defaults = Settings.of(this.repository, pattern).defaults();
		Map<String, String> shown = new TreeMap<>();
		String property = "";
		for (Markdown.Span span : document.spans()) {
			if (span.section().equals("Settings") && span.column() == 1) {
				property = span.text();
				shown.put(property, "");
			}
			else if (span.section().equals("Settings") && span.column() == 2) {
				shown.put(property, span.text());
			}
		}
		List<String> complaints = new ArrayList<>();
		shown.keySet()
			.stream()
			.filter((name) -> name.startsWith(pattern.name()) && !defaults.containsKey(name))
			.forEach((name) -> complaints.add(document.file() + ": there is no property `" + name + "`"));
		defaults.forEach((name, value) -> {
			if (!shown.containsKey(name)) {
				complaints.add(document.file() + ": the table under Settings leaves out `" + name + "`");
			}
			else if (!value.isEmpty() && !value.equals(shown.get(name))) {
				complaints.add(document.file() + ": the default of `" + name + "` is `" + value + "`, not `"
						+ shown.get(name) + "`");
			}
		});
		return complaints;
	}

}
