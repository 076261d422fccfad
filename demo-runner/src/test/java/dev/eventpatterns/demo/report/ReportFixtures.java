package dev.eventpatterns.demo.report;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

import dev.eventpatterns.demo.report.Chart.Mark;
import dev.eventpatterns.demo.report.Chart.Part;
import dev.eventpatterns.demo.report.Chart.Point;
import dev.eventpatterns.demo.report.Chart.Series;
import dev.eventpatterns.demo.report.Table.Cell;
import dev.eventpatterns.demo.report.Table.Row;

final class ReportFixtures {

	static final String HOSTILE = "</script><script>alert('x')</script> & \"{{script}}\"";

	private ReportFixtures() {
	}

	static Report reportOf(Section... sections) {
		return new Report(List.of(sections), Map.of("Processor", "a <fast> one, 2 cores"),
				ZonedDateTime.of(2026, 11, 21, 12, 0, 0, 0, ZoneOffset.UTC));
	}

	static Section keptPromise() {
		return section("event-forwarding", "Of 12,000 orders answered 202, one lost 34; the other lost 0.", true);
	}

	static Section hostileSection() {
		return section("event-forwarding", HOSTILE, true);
	}

	static Section brokenPromise(String pattern) {
		return section(pattern, "Of 12,000 orders answered 202, both lost some.", false);
	}

	private static Section section(String pattern, String headline, boolean passed) {
		return new Section(pattern, "How do I keep what I have got?", passed, headline,
				List.of(new Section.Contrast("without", "34", "orders lost", false),
						new Section.Contrast("with", "0", "orders lost", true)),
				lossTable(), List.of(overTime(headline), byHop()), List.of("Measured with <care>."),
				"./demo " + pattern);
	}

	static Table lossTable() {
		return new Table("What was measured", List.of("without", "with"),
				List.of(Row.of("orders", Cell.of("12,000"), Cell.of("12,000")),
						Row.of("lost", Cell.mustBeZero(34), Cell.mustBeZero(0)),
						Row.detail("at the store", Cell.of("34"), Cell.of("0"))));
	}

	private static Chart overTime(String title) {
		return new Chart.Time(title, "Two lines", "orders",
				List.of(new Series("without", Chart.Tone.ISSUE, false, List.of(new Point(0, 0), new Point(1.5, 34))),
						new Series("with", Chart.Tone.PATTERN, true, List.of(new Point(0, 0), new Point(1.5, 0)))),
				List.of(new Mark(0.7, "broker")));
	}

	private static Chart byHop() {
		return new Chart.Stack("Where", "One bar each", "orders lost", List.of("without", "with"),
				List.of(new Part("at the store", List.of(34.0, 0.0))));
	}

}
