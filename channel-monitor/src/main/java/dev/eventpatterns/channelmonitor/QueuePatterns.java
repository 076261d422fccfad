package dev.eventpatterns.channelmonitor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which queues are watched: by name, or by a pattern in which {@code *} stands for any
 * characters, none included, and {@code ?} for one.
 */
public final class QueuePatterns {

	private final Set<String> names = new LinkedHashSet<>();

	private final Set<String> wild = new LinkedHashSet<>();

	private final Pattern pattern;

	/**
	 * Takes names and patterns.
	 * @param patterns at least one, none of them blank
	 * @throws IllegalArgumentException if there is none, or one is blank
	 */
	public QueuePatterns(List<String> patterns) {
		if (patterns.isEmpty() || patterns.stream().anyMatch(String::isBlank)) {
			throw new IllegalArgumentException("name at least one queue or pattern, and no blank one: " + patterns);
		}
		patterns.forEach((each) -> (isWild(each) ? this.wild : this.names).add(each));
		this.pattern = Pattern
			.compile(this.wild.stream().map(QueuePatterns::expression).collect(Collectors.joining("|")));
	}

	private static boolean isWild(String text) {
		return text.contains("*") || text.contains("?");
	}

	/** Each run of stars is one: two side by side would be tried in all combinations. */
	private static String expression(String glob) {
		StringBuilder expression = new StringBuilder();
		for (String part : glob.replaceAll("\\*+", "*").split("(?<=[*?])|(?=[*?])")) {
			expression.append(switch (part) {
				case "*" -> ".*";
				case "?" -> ".";
				default -> Pattern.quote(part);
			});
		}
		return expression.toString();
	}

	/** The queues that are watched by name, whether they exist or not. */
	public Set<String> names() {
		return Set.copyOf(this.names);
	}

	/** What only a list of all queues can find. */
	public Set<String> wild() {
		return Set.copyOf(this.wild);
	}

	/** Whether a queue is to be watched. */
	public boolean match(String queue) {
		return this.names.contains(queue) || (!this.wild.isEmpty() && this.pattern.matcher(queue).matches());
	}

}
