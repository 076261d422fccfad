package dev.eventpatterns.demo.forwarding;

import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.demo.chaos.Timeline;
import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Chart.Point;
import dev.eventpatterns.demo.report.Chart.Tone;

/**
 * The charts of event forwarding.
 */
final class ForwardingCharts {

	private final LaneResult issue;

	private final LaneResult pattern;

	ForwardingCharts(LaneResult issue, LaneResult pattern) {
		this.issue = issue;
		this.pattern = pattern;
	}

	List<Chart> all() {
		return List.of(missing(), flow(), losses());
	}

	private Chart missing() {
		return new Chart.Time("Answered 202, not in the store yet",
				"What is on its way goes up and down with every outage. In the end it is zero, or it is lost.",
				"orders", List.of(new Chart.Series("fire-and-forget", Tone.ISSUE, false, missing(this.issue)),
						new Chart.Series("guaranteed", Tone.PATTERN, false, missing(this.pattern))),
				marks());
	}

	private Chart flow() {
		return new Chart.Time("Accepted and stored over time",
				"Dashed: orders answered 202. Solid: orders in the database. Vertical lines: what was killed.",
				"orders",
				List.of(new Chart.Series("fire-and-forget, accepted", Tone.ISSUE, true,
						fromStart(this.issue.accepted())),
						new Chart.Series("fire-and-forget, stored", Tone.ISSUE, false, fromStart(this.issue.stored())),
						new Chart.Series("guaranteed, accepted", Tone.PATTERN, true,
								fromStart(this.pattern.accepted())),
						new Chart.Series("guaranteed, stored", Tone.PATTERN, false, fromStart(this.pattern.stored()))),
				marks());
	}

	private Chart losses() {
		List<Chart.Part> parts = new ArrayList<>();
		for (int i = 0; i < this.issue.account().losses().size(); i++) {
			parts.add(new Chart.Part(this.issue.account().losses().get(i).hop(),
					List.of((double) this.issue.account().losses().get(i).orders(),
							(double) this.pattern.account().losses().get(i).orders())));
		}
		return new Chart.Stack("Where orders were lost", "Accepted orders that never arrived, by the hop they got to.",
				"orders lost", List.of("fire-and-forget", "guaranteed"), parts);
	}

	/** Time starts with the first order; the services' own start is not of interest. */
	private double start() {
		return this.issue.accepted()
			.points()
			.stream()
			.filter((point) -> point.y() > 0)
			.mapToDouble(Point::x)
			.findFirst()
			.orElse(0) - 0.1;
	}

	private List<Chart.Mark> marks() {
		double start = start();
		return this.pattern.resumed()
			.keySet()
			.stream()
			.map((strike) -> new Chart.Mark(round(strike.at() - start), strike.victim()))
			.toList();
	}

	private List<Point> fromStart(Timeline.Track track) {
		double start = start();
		return track.points()
			.stream()
			.filter((point) -> point.x() >= start)
			.map((point) -> new Point(round(point.x() - start), point.y()))
			.toList();
	}

	/** Both counters were read at slightly different moments: never below zero. */
	private List<Point> missing(LaneResult result) {
		List<Point> stored = fromStart(result.stored());
		List<Point> missing = new ArrayList<>();
		int next = 0;
		double known = 0;
		for (Point accepted : fromStart(result.accepted())) {
			while (next < stored.size() && stored.get(next).x() <= accepted.x()) {
				known = stored.get(next++).y();
			}
			missing.add(new Point(accepted.x(), Math.max(0, accepted.y() - known)));
		}
		return missing;
	}

	private static double round(double seconds) {
		return Math.round(seconds * 100) / 100.0;
	}

}
