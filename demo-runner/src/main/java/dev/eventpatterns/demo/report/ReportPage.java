package dev.eventpatterns.demo.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a report as one file of HTML that works without a network: styles, script, the
 * chart library and all figures are in it.
 */
public final class ReportPage {

	private static final String CHART_JS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

	private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm z", Locale.ENGLISH);

	private final Report report;

	public ReportPage(Report report) {
		this.report = report;
	}

	/**
	 * Writes the page, and the folders above it where they are missing.
	 * @param file where to
	 * @throws IOException when the file cannot be written
	 */
	public void write(Path file) throws IOException {
		Path folder = file.toAbsolutePath().getParent();
		if (folder != null) {
			Files.createDirectories(folder);
		}
		Files.writeString(file, html());
	}

	/**
	 * Builds the page.
	 * @return the whole file
	 */
	public String html() {
		List<List<Chart>> charts = this.report.sections().stream().map(Section::charts).toList();
		Map<String, String> places = Map.of("style", resource("report.css"), "date",
				Html.escape(DATE.format(this.report.at())), "contents", contents(), "summary", summary(), "sections",
				sections(), "machine", machine(), "data",
				Html.jsonInScript(new JsonMapper().writeValueAsString(charts)), "library", chartLibrary(), "script",
				resource("report.js"));
		// One pass over the template alone: what is filled in is never looked at again.
		return PLACE.matcher(resource("report.html"))
			.replaceAll((place) -> Matcher.quoteReplacement(places.getOrDefault(place.group(1), "")));
	}

	private String contents() {
		if (this.report.sections().size() < 2) {
			return "";
		}
		StringBuilder html = new StringBuilder("<nav aria-label=\"Patterns\"><ul>");
		for (Section section : this.report.sections()) {
			String name = Html.escape(section.pattern());
			html.append("<li><a href=\"#").append(name).append("\">").append(name).append("</a></li>");
		}
		return html.append("</ul></nav>").toString();
	}

	private String summary() {
		return (this.report.sections().size() < 2) ? "" : "<section id=\"summary\" class=\"pattern\">"
				+ SectionHtml.table(this.report.summary()) + "</section>";
	}

	private String sections() {
		StringBuilder html = new StringBuilder();
		for (int i = 0; i < this.report.sections().size(); i++) {
			html.append(SectionHtml.of(i, this.report.sections().get(i)));
		}
		return html.toString();
	}

	private String machine() {
		StringBuilder html = new StringBuilder("<dl>");
		this.report.machine()
			.forEach((name, value) -> html.append("<div><dt>")
				.append(Html.escape(name))
				.append("</dt><dd>")
				.append(Html.escape(value))
				.append("</dd></div>"));
		return html.append("</dl>").toString();
	}

	private static String chartLibrary() {
		// The map that this names is not part of the page.
		return resource(CHART_JS).replaceAll("(?m)^//# sourceMappingURL=.*$", "");
	}

	private static String resource(String name) {
		try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
			if (in == null) {
				throw new IllegalStateException("Not on the class path: " + name);
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
