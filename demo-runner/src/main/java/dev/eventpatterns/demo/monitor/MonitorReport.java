package dev.eventpatterns.demo.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;
import dev.eventpatterns.demo.report.Table.Cell;
import dev.eventpatterns.demo.report.Table.Row;
import dev.eventpatterns.demo.report.Table.Tone;

/** Says what was noticed, and when. */
final class MonitorReport {

	private final Blind blind;

	private final Watching watching;

	private final String command;

	MonitorReport(Blind blind, Watching watching, String command) {
		this.blind = blind;
		this.watching = watching;
		this.command = command;
	}

	Section section() {
		boolean passed = this.watching.noticed().size() == Phase.values().length;
		Duration slowest = this.watching.noticed().values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
		String headline = "Nobody noticed %s orders that waited; the monitor said what was wrong %s."
			.formatted(Figures.count(this.blind.behind()), passed ? "within " + Figures.seconds(slowest) + " each time"
					: "in " + this.watching.noticed().size() + " of " + Phase.values().length + " cases");
		List<Section.Contrast> contrasts = List.of(
				new Section.Contrast("nobody looks", Figures.seconds(this.blind.late()),
						"late is an order that arrives when somebody asks at last, after "
								+ Figures.seconds(this.blind.unnoticed()),
						false),
				new Section.Contrast("channel monitor", passed ? Figures.seconds(slowest) : "not always",
						"until the slowest of " + Phase.values().length + " changes was named", passed));
		List<Chart> charts = new ArrayList<>();
		charts.add(this.blind.chart());
		charts.addAll(this.watching.charts());
		return new Section(ChannelMonitorDemo.NAME, ChannelMonitorDemo.QUESTION, passed, headline, contrasts, table(),
				charts, notes(), this.command)
			.summedUp(Figures.count(this.blind.behind()) + " unnoticed",
					passed ? "seen in " + Figures.seconds(slowest) : "not always seen", "5 samples a second");
	}

	private Table table() {
		List<Row> rows = new ArrayList<>();
		for (Phase phase : Phase.values()) {
			Duration after = this.watching.noticed().get(phase);
			rows.add(Row.of(phase.story() + ": " + phase.verdict(), Cell.of("-"),
					(after != null) ? new Cell(Figures.seconds(after), Tone.GOOD) : new Cell("not seen", Tone.BAD)));
		}
		return new Table("How long after a change the right verdict was there",
				List.of("nobody looks", "channel monitor"), rows);
	}

	private static List<String> notes() {
		return List.of(
				"The monitor samples five times a second here, takes rates over 3 s, and changes a verdict after 2"
						+ " samples that agree; its defaults are calmer.",
				"Depth and consumers come from the queue itself; rates from the broker's counters, which a private"
						+ " broker of the lab brings up to date once a second. RabbitMQ's own default is 5 s.");
	}

}
