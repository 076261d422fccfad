package dev.eventpatterns.houserules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of a Markdown document as the checks need.
 *
 * @param file its path, relative to the root
 */
record Markdown(String file, List<Heading> headings, List<Fence> fences, List<Span> spans, List<Link> links) {

	private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*?) *#*");

	private static final Pattern FENCE = Pattern.compile(" *(```+|~~~+) *(\\w*).*");

	private static final Pattern SPAN = Pattern.compile("(`+)(.+?)\\1");

	private static final Pattern LINK = Pattern.compile("\\]\\(<?([^)\\s>]+)");

	static Markdown parse(String file, String text) {
		Markdown document = new Markdown(file, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
				new ArrayList<>());
		String section = "";
		String[] lines = text.split("\n", -1);
		for (int i = 0; i < lines.length; i++) {
			Matcher fence = FENCE.matcher(lines[i]);
			Matcher heading = HEADING.matcher(lines[i]);
			if (fence.matches()) {
				StringBuilder content = new StringBuilder();
				int start = i + 1;
				for (i++; i < lines.length && !lines[i].strip().equals(fence.group(1)); i++) {
					content.append(lines[i]).append('\n');
				}
				document.fences.add(new Fence(start, fence.group(2), content.toString()));
			}
			else if (heading.matches()) {
				document.headings.add(new Heading(heading.group(1).length(), heading.group(2)));
				section = (heading.group(1).length() == 2) ? heading.group(2) : section;
			}
			else {
				document.readLine(i + 1, section, lines[i]);
			}
		}
		return document;
	}

	private void readLine(int number, String section, String line) {
		StringBuilder withoutCode = new StringBuilder(line);
		Matcher span = SPAN.matcher(line);
		while (span.find()) {
			boolean linked = line.startsWith("](", span.end()) && line.substring(0, span.start()).endsWith("[");
			long bars = withoutCode.substring(0, span.start()).chars().filter((character) -> character == '|').count();
			int column = line.startsWith("|") ? (int) bars : 0;
			this.spans.add(new Span(number, section, column, span.group(2).strip(), linked));
			withoutCode.replace(span.start(), span.end(), "x".repeat(span.end() - span.start()));
		}
		LINK.matcher(withoutCode).results().forEach((link) -> this.links.add(new Link(number, link.group(1))));
	}

	/** Where a reader finds it. */
	String at(int line) {
		return this.file + ":" + line + ": ";
	}

	String folder() {
		return this.file.contains("/") ? this.file.substring(0, this.file.lastIndexOf('/') + 1) : "";
	}

	/** Headings of the second level. */
	List<String> sections() {
		return this.headings.stream().filter((heading) -> heading.level == 2).map(Heading::text).toList();
	}

	record Heading(int level, String text) {

		/** The anchor that GitHub gives it. */
		String anchor() {
			return this.text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
		}

	}

	/** A fenced block; {@code line} is that of the opening fence. */
	record Fence(int line, String language, String text) {
	}

	/**
	 * Code within a line.
	 *
	 * @param column the table's column, from 1; 0 outside of a table
	 * @param linked whether it is the text of a link: then the link says what it is
	 */
	record Span(int line, String section, int column, String text, boolean linked) {
	}

	record Link(int line, String target) {
	}

}
