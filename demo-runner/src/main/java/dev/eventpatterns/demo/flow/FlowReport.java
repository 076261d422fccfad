package dev.eventpatterns.demo.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;
import dev.eventpatterns.demo.report.Table.Cell;
import dev.eventpatterns.demo.report.Table.Row;

/** Says in words, figures and pictures what came of both ways. */
final class FlowReport {

	static final long HIGH_WATER = 1_000;

	static final long LOW_WATER = 500;

	private static final double TOLERANCE = 1.2;

	private final WayResult without;

	private final WayResult with;

	private final List<Chart> calculated;

	private final String command;

	FlowReport(WayResult without, WayResult with, List<Chart> calculated, String command) {
		this.without = without;
		this.with = with;
		this.calculated = calculated;
		this.command = command;
	}

	Section section() {
		boolean passed = bounded(this.with) && this.with.wasThrottled() && this.with.lost() == 0
				&& this.with.backAfter().isPresent();
		String headline = "Without control the queue grew to %s orders; with control it held %s at the most."
			.formatted(Figures.count(this.without.deepest()), Figures.count(this.with.deepest()));
		return new Section(ProducerControlFlowDemo.NAME, ProducerControlFlowDemo.QUESTION, passed, headline,
				List.of(contrast(this.without), contrast(this.with)), table(), charts(), notes(), this.command)
			.summedUp(Figures.count(this.without.deepest()) + " deep", Figures.count(this.with.deepest()) + " deep",
					Figures.count(this.without.accepted() - this.with.accepted()) + " fewer taken");
	}

	private static boolean bounded(WayResult result) {
		return result.deepest() <= TOLERANCE * HIGH_WATER;
	}

	private static Section.Contrast contrast(WayResult result) {
		return new Section.Contrast(result.label(), Figures.count(result.deepest()), "orders in the queue at the most",
				bounded(result));
	}

	private Table table() {
		return new Table("The same overload, without control and with it",
				List.of(this.without.label(), this.with.label()),
				List.of(Row.of("deepest queue, orders", depth(this.without), depth(this.with)),
						Row.of("a new order waits then", waits(this.without), waits(this.with)),
						Row.of("handled a second", rate(this.without), rate(this.with)),
						Row.of("orders taken over", Cell.of(Figures.count(this.without.accepted())),
								Cell.of(Figures.count(this.with.accepted()))),
						Row.of("lost", Cell.mustBeZero(this.without.lost()), Cell.mustBeZero(this.with.lost())),
						Row.of("unthrottled after the overload", Cell.of("-"), Cell.of(backAfter()))));
	}

	private static Cell depth(WayResult result) {
		return new Cell(Figures.count(result.deepest()), bounded(result) ? Table.Tone.GOOD : Table.Tone.BAD);
	}

	private static Cell waits(WayResult result) {
		double seconds = result.deepest() / Math.max(1, result.handledPerSecond());
		return Cell.of(Figures.seconds(Duration.ofMillis(Math.round(1_000 * seconds))));
	}

	private static Cell rate(WayResult result) {
		return Cell.of(Figures.count(Math.round(result.handledPerSecond())));
	}

	private String backAfter() {
		return this.with.backAfter().isPresent()
				? Figures.seconds(Duration.ofMillis(Math.round(1_000 * this.with.backAfter().getAsDouble())))
				: "not yet";
	}

	private List<Chart> charts() {
		double end = this.with.moments().isEmpty() ? 0
				: this.with.moments().get(this.with.moments().size() - 1).second();
		List<Chart.Mark> marks = List.of(new Chart.Mark(this.with.overloadEnds(), "overload ends"));
		List<Chart> charts = new ArrayList<>();
		charts.add(new Chart.Time("Without control",
				"The queue grows by what consumers do not take, up to %s orders."
					.formatted(Figures.count(this.without.deepest())),
				"orders in the queue",
				List.of(new Chart.Series("depth", Chart.Tone.ISSUE, false, points(this.without, Moment::depth)),
						SimulatedCharts.mark("high water", HIGH_WATER, end)),
				marks));
		charts.add(new Chart.Time("With control",
				"The queue stays around the middle of its marks, %s orders at the most."
					.formatted(Figures.count(this.with.deepest())),
				"orders in the queue",
				List.of(new Chart.Series("depth", Chart.Tone.PATTERN, false, points(this.with, Moment::depth)),
						SimulatedCharts.mark("high water", HIGH_WATER, end),
						SimulatedCharts.mark("low water", LOW_WATER, end)),
				marks));
		charts.add(new Chart.Time("What the producer is permitted",
				"Held to what consumers take, and let go when the overload is over.", "orders a second",
				List.of(new Chart.Series("permitted", Chart.Tone.PATTERN, false, points(this.with, Moment::permitted))),
				marks));
		charts.addAll(this.calculated);
		return charts;
	}

	private static List<Chart.Point> points(WayResult result, ToDoubleFunction<Moment> value) {
		return result.moments()
			.stream()
			.map((moment) -> new Chart.Point(moment.second(), value.applyAsDouble(moment)))
			.toList();
	}

	private static List<String> notes() {
		return List.of(
				"Both ways run at the same time, each with a process and a virtual host to itself. Four threads handle an order in 20 ms each.",
				"Callers offer orders over HTTP in even steps, and wait while the producer lets them wait. With control, what is not taken over waits at the caller.",
				"Lost are orders that were answered with 202 and neither wait in the queue, nor are in the hands of a consumer, nor were handled.",
				"The calculated charts come from the controller as it runs live, on a queue that is only calculated.");
	}

}
