package dev.eventpatterns.demo.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A chart's figures as a table, for those who cannot see it or want to copy them.
 */
final class ChartFigures {

	/** Enough to follow a curve, and still a table that one can read. */
	private static final int MOST_ROWS = 40;

	private ChartFigures() {
	}

	static String table(Chart chart) {
		if (chart instanceof Chart.Time time) {
			return time(time);
		}
		return stack((Chart.Stack) chart);
	}

	private static String time(Chart.Time chart) {
		StringBuilder html = new StringBuilder("<table><thead><tr><th scope=\"col\">second</th>");
		chart.series().forEach((series) -> head(html, series.name()));
		head(html, "what was done").append("</tr></thead><tbody>");
		double end = chart.series()
			.stream()
			.flatMap((series) -> series.points().stream())
			.mapToDouble(Chart.Point::x)
			.max()
			.orElse(0);
		double step = Math.max(0.5, end / MOST_ROWS);
		TreeSet<Double> moments = new TreeSet<>();
		for (int i = 0; i * step <= end; i++) {
			moments.add(i * step);
		}
		chart.marks().forEach((mark) -> moments.add(mark.at()));
		for (double moment : moments) {
			html.append("<tr><th scope=\"row\">").append(String.format(Locale.ROOT, "%.1f", moment)).append("</th>");
			for (Chart.Series series : chart.series()) {
				cell(html, at(series.points(), moment).map(ChartFigures::figure).orElse(""));
			}
			List<String> done = chart.marks()
				.stream()
				.filter((mark) -> mark.at() == moment)
				.map(Chart.Mark::label)
				.toList();
			cell(html, String.join(", ", done)).append("</tr>");
		}
		return html.append("</tbody></table>").toString();
	}

	private static String stack(Chart.Stack chart) {
		StringBuilder html = new StringBuilder("<table><thead><tr><td></td>");
		chart.bars().forEach((bar) -> head(html, bar));
		html.append("</tr></thead><tbody>");
		for (Chart.Part part : chart.parts()) {
			html.append("<tr><th scope=\"row\">").append(Html.escape(part.name())).append("</th>");
			part.values().forEach((value) -> cell(html, figure(value)));
			html.append("</tr>");
		}
		return html.append("</tbody></table>").toString();
	}

	/** The last value known at a moment. */
	private static Optional<Double> at(List<Chart.Point> points, double moment) {
		Optional<Double> last = Optional.empty();
		for (Chart.Point point : points) {
			if (point.x() > moment) {
				break;
			}
			last = Optional.of(point.y());
		}
		return last;
	}

	private static StringBuilder head(StringBuilder html, String text) {
		return html.append("<th scope=\"col\">").append(Html.escape(text)).append("</th>");
	}

	private static StringBuilder cell(StringBuilder html, String text) {
		return html.append("<td>").append(Html.escape(text)).append("</td>");
	}

	private static String figure(double value) {
		return (value == Math.rint(value)) ? Figures.count((long) value) : String.format(Locale.ROOT, "%,.1f", value);
	}

}
