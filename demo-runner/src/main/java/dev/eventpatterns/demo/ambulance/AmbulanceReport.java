package dev.eventpatterns.demo.ambulance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;
import dev.eventpatterns.demo.report.Table.Cell;
import dev.eventpatterns.demo.report.Table.Row;

/** Says in words, figures and pictures what came of each way. */
final class AmbulanceReport {

	/** An urgent order that has waited longer is outlined in the picture. */
	private static final Duration TOO_LONG = Arrivals.WORK.multipliedBy(5);

	/**
	 * By what the pattern shortens waits at the least, even on a machine that has much
	 * else to do.
	 */
	private static final int AT_LEAST_TIMES_SHORTER = 4;

	private final List<WayResult> results;

	private final Arrivals arrivals;

	private final String command;

	AmbulanceReport(List<WayResult> results, Arrivals arrivals, String command) {
		this.results = results;
		this.arrivals = arrivals;
		this.command = command;
	}

	Section section() {
		WayResult none = of(Way.NONE);
		WayResult carpool = of(Way.CARPOOL);
		WayResult ambulance = of(Way.AMBULANCE);
		boolean passed = this.results.stream().allMatch((result) -> result.handled().size() == this.arrivals.count())
				&& p99(ambulance).multipliedBy(AT_LEAST_TIMES_SHORTER).compareTo(p99(none)) <= 0;
		String headline = "Behind the backlog urgent orders waited up to %s, with an ambulance up to %s: at %s and %s orders a second. With a carpool the priority thread idled %s of its time."
			.formatted(millis(p99(none)), millis(p99(ambulance)), rate(none), rate(ambulance), idle(carpool));
		return new Section(AmbulanceDemo.NAME, AmbulanceDemo.QUESTION, passed, headline, contrasts(), table(),
				this.results.stream().map(this::whoDidWhat).toList(), notes(), this.command)
			.summedUp("waits " + millis(p99(none)), "waits " + millis(p99(ambulance)),
					Figures.times(ambulance.perSecond() / none.perSecond()) + " the speed");
	}

	private WayResult of(Way way) {
		return this.results.get(way.ordinal());
	}

	private List<Section.Contrast> contrasts() {
		return List.of(new Section.Contrast(Way.NONE.label(), millis(p99(of(Way.NONE))),
				"until an urgent order was taken up (99 of 100), at " + rate(of(Way.NONE)) + " orders a second", false),
				new Section.Contrast(Way.CARPOOL.label(), idle(of(Way.CARPOOL)),
						"of its time the priority thread idled: " + rate(of(Way.CARPOOL))
								+ " orders a second. Urgent ones waited " + millis(p99(of(Way.CARPOOL))),
						false),
				new Section.Contrast(Way.AMBULANCE.label(), millis(p99(of(Way.AMBULANCE))),
						"until an urgent order was taken up (99 of 100), at " + rate(of(Way.AMBULANCE))
								+ " orders a second",
						true));
	}

	private Table table() {
		return new Table("The same backlog and the same urgent orders, served in three ways",
				this.results.stream().map((result) -> result.way().label()).toList(),
				List.of(row("orders handled", (result) -> Figures.count(result.handled().size()), false),
						row("half of the urgent waited up to", (result) -> millis(result.urgentWait(0.5)), false),
						row("99 of 100 urgent up to", (result) -> millis(p99(result)), false),
						row("orders per second", AmbulanceReport::rate, false),
						row("priority thread idle", AmbulanceReport::idle, true),
						row("all done after", (result) -> Figures.seconds(result.took()), false)));
	}

	private Row row(String label, Function<WayResult, String> figure, boolean detail) {
		return new Row(label, detail, this.results.stream().map(figure).map(Cell::of).toList());
	}

	/**
	 * A row for the moments at which urgent orders were sent, and one for each thread.
	 */
	private Chart whoDidWhat(WayResult result) {
		List<String> lanes = new ArrayList<>(List.of("urgent sent"));
		result.handled().stream().map(Handled::worker).distinct().sorted().forEach(lanes::add);
		double tick = Math.max(result.took().toNanos(), 1) / 1e9 / 300;
		List<Chart.Span> spans = new ArrayList<>();
		for (Handled order : result.handled()) {
			boolean urgent = result.isUrgent(order);
			boolean late = urgent && order.waited().compareTo(TOO_LONG) > 0;
			if (urgent) {
				double sent = Math.max(0, seconds(result, order.sentAt()));
				spans.add(new Chart.Span(0, 0, sent, sent + tick, false));
			}
			spans.add(new Chart.Span(lanes.indexOf(order.worker()), urgent ? 0 : 1, seconds(result, order.startedAt()),
					seconds(result, order.finishedAt()), late));
		}
		long late = spans.stream().filter(Chart.Span::wrong).count();
		String summary = "%s urgent orders, %s of which waited longer than %s (outlined). Each bar is an order, its colour the kind."
			.formatted(Figures.count(this.arrivals.urgent().size()), Figures.count(late), millis(TOO_LONG));
		return new Chart.Swimlanes("Who handled what when: " + result.way().label(), summary, lanes,
				List.of("urgent", "standard"), spans);
	}

	private static double seconds(WayResult result, Instant at) {
		return Duration.between(result.begin(), at).toNanos() / 1e9;
	}

	private List<String> notes() {
		return List.of(
				"Each way has a consumer process of its own with %d threads, one of which belongs to urgent orders. An order takes %d ms."
					.formatted(Arrivals.THREADS, Arrivals.WORK.toMillis()),
				"Without lanes, all orders go to one queue, and all threads serve it. In the other ways each lane has a queue.",
				"The backlog is sent at once, then an urgent order every %d ms: one order in ten."
					.formatted(this.arrivals.pause().toMillis()),
				"An urgent order's wait is from its sending to the start of its handling, as the consumer publishes it; both are read from this machine's clock.");
	}

	private static Duration p99(WayResult result) {
		return result.urgentWait(0.99);
	}

	private static String rate(WayResult result) {
		return Figures.count(Math.round(result.perSecond()));
	}

	private static String idle(WayResult result) {
		return Math.round(100 * result.priorityThreadIdle()) + " %";
	}

	private static String millis(Duration time) {
		return Figures.count(Math.round(time.toNanos() / 1e6)) + " ms";
	}

}
