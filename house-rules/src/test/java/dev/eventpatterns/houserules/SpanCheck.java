package dev.eventpatterns.houserules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Code within a line is taken for what it looks like: a command, an endpoint, a property
 * or queue, a path, an environment variable or constant, a class. What looks like nothing
 * of these, or is the text of a link, is left alone.
 */
final class SpanCheck implements DocumentCheck {

	private static final Pattern ENDPOINT = Pattern.compile("(?:GET|POST|PUT|DELETE|PATCH) (/[^\\s?]*)\\S*");

	private static final Pattern DOTTED = Pattern.compile("(?:--|-D)?(([a-z][a-z-]*)(?:\\.[a-z0-9\\[\\]-]+)+)(?:=.*)?");

	private static final Pattern PATH = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)*/?");

	private static final Pattern FILE_NAME = Pattern
		.compile(".*\\.(?:md|ya?ml|xml|java|json|sh|properties|html|sql|jar)");

	private static final Pattern CONSTANT = Pattern.compile("([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=.*)?");

	private static final Pattern TYPE = Pattern
		.compile("@?([A-Z]\\w*?[a-z]\\w*)((?:\\.[A-Z]\\w*)*)(?:[.#]([a-z]\\w*))?(?:\\(.*\\))?");

	private final Repository repository;

	private final SourceIndex sources;

	private final CommandCheck commands;

	private final List<PatternModule> patterns;

	SpanCheck(Repository repository, SourceIndex sources, CommandCheck commands) {
		this.repository = repository;
		this.sources = sources;
		this.commands = commands;
		this.patterns = repository.patterns();
	}

	@Override
	public Stream<String> complaints(Markdown document) {
		return document.spans()
			.stream()
			.filter((span) -> !span.linked())
			.flatMap((span) -> complaints(document, span.text())
				.map((text) -> document.at(span.line()) + "`" + span.text() + "`: " + text));
	}

	private Stream<String> complaints(Markdown document, String code) {
		Matcher matcher = ENDPOINT.matcher(code);
		if (code.startsWith("./")) {
			return this.commands.complaints(code);
		}
		if (matcher.matches()) {
			return only(isEndpoint(document, matcher.group(1)), "no controller maps this path");
		}
		if (PATH.matcher(code).matches() && looksLikeFile(code)) {
			return only(isFile(document, code), "there is no such file; what a run makes belongs below target/");
		}
		matcher = DOTTED.matcher(code);
		if (matcher.matches() && isPattern(matcher.group(2))) {
			return only(isNamed(matcher.group(2), matcher.group(1)),
					"is neither a property nor a name that the module's sources write");
		}
		matcher = CONSTANT.matcher(code);
		if (matcher.matches()) {
			return only(this.sources.mentions(matcher.group(1)), "no source mentions it");
		}
		matcher = TYPE.matcher(code);
		return matcher.matches() ? typeComplaints(matcher) : Stream.empty();
	}

	private static Stream<String> only(boolean right, String complaint) {
		return right ? Stream.empty() : Stream.of(complaint);
	}

	private boolean isEndpoint(Markdown document, String path) {
		return path.startsWith("/actuator")
				|| this.sources.writes(document.folder(), path.length() > 1 ? path.replaceFirst("/$", "") : path);
	}

	private boolean isPattern(String name) {
		return this.patterns.stream().anyMatch((pattern) -> pattern.name().equals(name));
	}

	private boolean isNamed(String pattern, String name) {
		return Settings.of(this.repository, new PatternModule(pattern)).has(name)
				|| this.sources.writes(pattern + "/", name);
	}

	private boolean looksLikeFile(String code) {
		return FILE_NAME.matcher(code).matches()
				|| (code.contains("/") && this.repository.has(code.substring(0, code.indexOf('/'))));
	}

	private boolean isFile(Markdown document, String code) {
		String path = code.replaceFirst("/$", "");
		if (path.endsWith(".jar")) {
			return this.commands.isBuilt(path);
		}
		if (path.contains("target/")) {
			String module = path.substring(0, path.indexOf("target/")).replaceFirst("/$", "");
			return module.isEmpty() || this.repository.has(module);
		}
		return this.repository.has(path) || this.repository.has(document.folder() + path) || (!path.contains("/")
				&& this.repository.files().stream().anyMatch((file) -> file.endsWith("/" + path)));
	}

	/** A single capital makes a word, not a class, unless a member follows. */
	private Stream<String> typeComplaints(Matcher type) {
		String name = type.group(1);
		String nested = type.group(2);
		String member = type.group(3);
		if (!name.substring(1).matches(".*[A-Z].*") && nested.isEmpty() && member == null) {
			return Stream.empty();
		}
		String last = nested.isEmpty() ? name : nested.substring(nested.lastIndexOf('.') + 1);
		if (!this.sources.knowsType(name) || (!this.sources.knowsType(last) && !this.sources.knowsMember(name, last))) {
			return Stream.of("no source declares or imports such a type; link foreign ones to their documentation");
		}
		return only(member == null || this.sources.knowsMember(last, member), "the type has no such member");
	}

}
