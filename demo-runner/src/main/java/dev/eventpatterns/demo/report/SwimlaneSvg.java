package dev.eventpatterns.demo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws swimlanes: each lane is a row, each span a bar in it. */
final class SwimlaneSvg {

	private static final int LEFT = 84;

	private static final int WIDTH = 960;

	private static final int ROW = 22;

	private static final int AXIS = 20;

	private SwimlaneSvg() {
	}

	static String of(Chart.Swimlanes chart) {
		double end = chart.spans().stream().mapToDouble(Chart.Span::to).max().orElse(1);
		int height = chart.lanes().size() * ROW;
		StringBuilder svg = new StringBuilder();
		svg.append(legend(chart));
		svg.append("<svg class=\"swimlanes\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">".formatted(WIDTH,
				height + AXIS, Html.escape(chart.title() + ". " + chart.summary())));
		for (int lane = 0; lane < chart.lanes().size(); lane++) {
			svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>".formatted(LEFT - 8, lane * ROW + ROW - 7,
					Html.escape(chart.lanes().get(lane))));
		}
		for (Chart.Span span : chart.spans()) {
			double from = LEFT + span.from() / end * (WIDTH - LEFT);
			double width = Math.max(0.6, (span.to() - span.from()) / end * (WIDTH - LEFT) - 0.4);
			svg.append(String.format(Locale.ROOT,
					"<rect class=\"g%d%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>", span.group(),
					span.wrong() ? " wrong" : "", from, span.lane() * ROW + 2, width, ROW - 4));
		}
		for (int tick = 0; tick <= 4; tick++) {
			double at = end * tick / 4;
			svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%.1f s</text>",
					LEFT + (WIDTH - LEFT) * tick / 4.0, height + AXIS - 4, (tick == 4) ? "end" : "start", at));
		}
		return svg.append("</svg>").toString();
	}

	private static String legend(Chart.Swimlanes chart) {
		List<String> entries = new ArrayList<>();
		for (int group = 0; group < chart.groups().size(); group++) {
			entries
				.add("<span><svg viewBox=\"0 0 10 10\"><rect class=\"g%d\" width=\"10\" height=\"10\"/></svg>%s</span>"
					.formatted(group, Html.escape(chart.groups().get(group))));
		}
		return "<p class=\"swimlegend\">" + String.join(" ", entries) + "</p>";
	}

}
