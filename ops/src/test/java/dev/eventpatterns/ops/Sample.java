package dev.eventpatterns.ops;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a page for Prometheus.
 *
 * @param name the metric's
 * @param tags their names and values
 */
record Sample(String name, Map<String, String> tags) {

	private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+.*");

	private static final Pattern TAG = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

	static Optional<Sample> of(String line) {
		Matcher matcher = LINE.matcher(line);
		if (line.startsWith("#") || !matcher.matches()) {
			return Optional.empty();
		}
		Map<String, String> tags = new TreeMap<>();
		if (matcher.group(2) != null) {
			TAG.matcher(matcher.group(2)).results().forEach((tag) -> tags.put(tag.group(1), tag.group(2)));
		}
		return Optional.of(new Sample(matcher.group(1), tags));
	}

}
