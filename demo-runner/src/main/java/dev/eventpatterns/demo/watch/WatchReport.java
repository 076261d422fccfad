package dev.eventpatterns.demo.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;
import dev.eventpatterns.demo.report.Table.Cell;
import dev.eventpatterns.demo.report.Table.Row;

/** Says in words, figures and pictures what came of both ways. */
final class WatchReport {

	private static final int COLOURS = 5;

	private final Observation held;

	private final Observation ours;

	private final Story story;

	private final String command;

	WatchReport(Observation held, Observation ours, Story story, String command) {
		this.held = held;
		this.ours = ours;
		this.story = story;
		this.command = command;
	}

	Section section() {
		boolean passed = knowsAll(this.ours.risk()) && knowsAll(this.ours.pricing()) && this.ours.missedTold() > 0
				&& this.ours.quietConnections() == 0 && this.ours.quietBytes() == 0;
		String headline = ("The service that went and came back knows revision %d of %d, and that it missed %d;"
				+ " with connections held it was forgotten at %d.")
			.formatted(this.ours.pricing().last(), this.story.changes(), this.ours.missedTold(),
					this.held.pricing().last());
		return new Section(WatchNotificationDemo.NAME, WatchNotificationDemo.QUESTION, passed, headline,
				List.of(contrast(this.held), contrast(this.ours)), table(), charts(), notes(), this.command)
			.summedUp(this.held.pricing().last() + " of " + this.story.changes() + " heard of",
					this.ours.pricing().last() + " of " + this.story.changes() + " heard of", "a connect a notice");
	}

	private boolean knowsAll(Knowledge knowledge) {
		return knowledge.last() == this.story.changes();
	}

	private Section.Contrast contrast(Observation way) {
		return new Section.Contrast(way.label(), way.pricing().last() + " of " + this.story.changes(),
				"is the revision that the service knows which went and came back", knowsAll(way.pricing()));
	}

	private Table table() {
		return new Table("The same changes, told over connections that are held and by watch notification",
				List.of(this.held.label(), this.ours.label()),
				List.of(Row.of("revision that risk knows", knows(this.held.risk()), knows(this.ours.risk())),
						Row.of("revision that pricing knows", knows(this.held.pricing()), knows(this.ours.pricing())),
						Row.of("told to have missed", Cell.of("-"), Cell.of(Figures.count(this.ours.missedTold()))),
						Row.of("connections while quiet", quiet(this.held.quietConnections()),
								quiet(this.ours.quietConnections())),
						Row.of("bytes while quiet", quiet(this.held.quietBytes()), quiet(this.ours.quietBytes()))));
	}

	private Cell knows(Knowledge knowledge) {
		return new Cell(knowledge.last() + " of " + this.story.changes(),
				knowsAll(knowledge) ? Table.Tone.GOOD : Table.Tone.BAD);
	}

	private static Cell quiet(long count) {
		return Cell.mustBeZero(count);
	}

	private List<Chart> charts() {
		List<Chart.Mark> marks = List.of(new Chart.Mark(this.story.gone(), "pricing goes"),
				new Chart.Mark(this.story.back(), "is back"), new Chart.Mark(this.story.quietFrom(), "quiet"));
		return List.of(knowledge(),
				new Chart.Time("Connections from the server to services' brokers",
						"Held ones stay open; the others last as long as it takes to leave a notice.", "connections",
						List.of(new Chart.Series("held", Chart.Tone.ISSUE, false, points(this.held)),
								new Chart.Series("watch notification", Chart.Tone.PATTERN, false, points(this.ours))),
						marks));
	}

	private static List<Chart.Point> points(Observation way) {
		return way.connections()
			.stream()
			.map((sample) -> new Chart.Point(sample.second(), sample.connections()))
			.toList();
	}

	/** A row for each service and way, a colour for each revision. */
	private Chart knowledge() {
		List<Chart.Span> spans = new ArrayList<>();
		spans.addAll(spans(0, this.held.risk(), false));
		spans.addAll(spans(1, this.held.pricing(), true));
		spans.addAll(spans(2, this.ours.risk(), false));
		spans.addAll(spans(3, this.ours.pricing(), true));
		return new Chart.Swimlanes("Who knew what when",
				"Each bar is a revision that a service knew. Pricing is gone from %s to %s; then, where connections are held, it knows nothing new."
					.formatted(seconds(this.story.gone()), seconds(this.story.back())),
				List.of("held, risk", "held, pricing", "risk", "pricing"),
				List.of("revision 1, 6…", "2, 7…", "3, 8…", "4, 9…", "5, 10…"), spans);
	}

	private List<Chart.Span> spans(int lane, Knowledge knowledge, boolean wasGone) {
		List<Chart.Span> spans = new ArrayList<>();
		List<Knowledge.Moment> moments = knowledge.moments();
		for (int i = 0; i < moments.size(); i++) {
			double from = moments.get(i).second();
			double to = (i + 1 < moments.size()) ? moments.get(i + 1).second() : this.story.end();
			int colour = (int) ((moments.get(i).revision() - 1) % COLOURS);
			if (wasGone && from < this.story.gone() && to > this.story.gone()) {
				spans.add(new Chart.Span(lane, colour, from, this.story.gone(), false));
				if (to > this.story.back()) {
					spans.add(new Chart.Span(lane, colour, this.story.back(), to, true));
				}
			}
			else {
				spans.add(new Chart.Span(lane, colour, from, to, false));
			}
		}
		return spans;
	}

	private static String seconds(double seconds) {
		return Figures.seconds(Duration.ofMillis(Math.round(seconds * 1_000)));
	}

	private List<String> notes() {
		return List.of(
				"Both ways run at the same time, each service with a virtual host to itself. Connections and bytes are counted by a TCP proxy in front of each.",
				"Heartbeats of held connections are every %d s here, so that a few seconds show some; brokers propose 60 s."
					.formatted(Held.HEARTBEAT_SECONDS),
				"When pricing goes its process is killed and its address resets every connection; then both are there again.",
				"The server that holds connections forgets a service whose connection fails, as simple ones do. What a service knows is asked for about every 20 ms.");
	}

	/**
	 * What was done when.
	 *
	 * @param changes how often the value changed
	 * @param gone when pricing went, in seconds since the start
	 * @param back when it was back
	 * @param quietFrom when the quiet began
	 * @param end when it was over
	 */
	record Story(long changes, double gone, double back, double quietFrom, double end) {
	}

}
