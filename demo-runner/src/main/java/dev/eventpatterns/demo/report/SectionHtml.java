package dev.eventpatterns.demo.report;

import java.util.List;
import java.util.Locale;

/**
 * One demonstration's part of the page.
 */
final class SectionHtml {

	private SectionHtml() {
	}

	static String of(int number, Section section) {
		return """
				<section id="%s" class="pattern">
				<header>
				<p class="name"><span>%s</span> <span class="verdict %s">%s</span></p>
				<h2>%s</h2>
				<p class="headline">%s</p>
				</header>
				%s
				%s
				<div class="charts">%s</div>
				%s
				<p class="repeat"><span>Repeat this run</span> <code>%s</code></p>
				</section>
				""".formatted(Html.escape(section.pattern()), Html.escape(section.pattern()),
				section.passed() ? "good" : "bad", section.passed() ? "promise kept" : "promise broken",
				Html.escape(section.question()), Html.escape(section.headline()), contrasts(section.contrasts()),
				table(section.table()), charts(number, section.charts()), notes(section.notes()),
				Html.escape(section.command()));
	}

	private static String contrasts(List<Section.Contrast> contrasts) {
		StringBuilder html = new StringBuilder("<div class=\"contrasts\">");
		for (Section.Contrast contrast : contrasts) {
			html.append(
					"""
							<div class="contrast %s"><p class="way">%s</p><p class="figure">%s</p><p class="meaning">%s</p></div>
							"""
						.formatted(contrast.good() ? "good" : "bad", Html.escape(contrast.way()),
								Html.escape(contrast.figure()), Html.escape(contrast.meaning())));
		}
		return html.append("</div>").toString();
	}

	static String table(Table table) {
		StringBuilder html = new StringBuilder("<div class=\"scroll\"><table><caption>");
		html.append(Html.escape(table.caption())).append("</caption><thead><tr><td></td>");
		for (String column : table.columns()) {
			html.append("<th scope=\"col\">").append(Html.escape(column)).append("</th>");
		}
		html.append("</tr></thead><tbody>");
		for (Table.Row row : table.rows()) {
			html.append(row.detail() ? "<tr class=\"detail\">" : "<tr>");
			html.append("<th scope=\"row\">").append(Html.escape(row.label())).append("</th>");
			for (Table.Cell cell : row.cells()) {
				html.append("<td class=\"")
					.append(cell.tone().name().toLowerCase(Locale.ROOT))
					.append("\">")
					.append(Html.escape(cell.text()))
					.append("</td>");
			}
			html.append("</tr>");
		}
		return html.append("</tbody></table></div>").toString();
	}

	private static String charts(int section, List<Chart> charts) {
		StringBuilder html = new StringBuilder();
		for (int i = 0; i < charts.size(); i++) {
			Chart chart = charts.get(i);
			if (chart instanceof Chart.Swimlanes swimlanes) {
				html.append("<figure class=\"wide\"><figcaption><h3>%s</h3><p>%s</p></figcaption>%s</figure>"
					.formatted(Html.escape(chart.title()), Html.escape(chart.summary()), SwimlaneSvg.of(swimlanes)));
				continue;
			}
			html.append("""
					<figure class="%s"><figcaption><h3>%s</h3><p>%s</p></figcaption>
					<div class="canvas"><canvas data-chart="%d,%d" role="img" aria-label="%s"></canvas></div>
					<details><summary>The figures</summary><div class="scroll">%s</div></details></figure>
					""".formatted((chart instanceof Chart.Time) ? "time" : "stack", Html.escape(chart.title()),
					Html.escape(chart.summary()), section, i, Html.escape(chart.title() + ". " + chart.summary()),
					ChartFigures.table(chart)));
		}
		return html.toString();
	}

	private static String notes(List<String> notes) {
		if (notes.isEmpty()) {
			return "";
		}
		StringBuilder html = new StringBuilder("<details class=\"notes\"><summary>How it was measured</summary><ul>");
		notes.forEach((note) -> html.append("<li>").append(Html.escape(note)).append("</li>"));
		return html.append("</ul></details>").toString();
	}

}
