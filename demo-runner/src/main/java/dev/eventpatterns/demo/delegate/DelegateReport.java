package dev.eventpatterns.demo.delegate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;
import dev.eventpatterns.demo.report.Table.Cell;
import dev.eventpatterns.demo.report.Table.Row;

/** Says in words, figures and pictures what came of each way. */
final class DelegateReport {

	/** As many accounts have a colour of their own. */
	private static final int COLOURS = 4;

	private final List<WayResult> results;

	private final int orders;

	private final String command;

	DelegateReport(List<WayResult> results, int orders, String command) {
		this.results = results;
		this.orders = orders;
		this.command = command;
	}

	Section section() {
		WayResult single = of(Way.SINGLE);
		WayResult competing = of(Way.COMPETING);
		WayResult delegate = of(Way.DELEGATE);
		boolean passed = this.results.stream().allMatch((result) -> result.handled().size() == this.orders)
				&& delegate.outOfTurn().isEmpty();
		String headline = "Competing consumers completed %s of %s orders out of turn; delegates %s, %s times as fast as one consumer."
			.formatted(Figures.count(competing.outOfTurn().size()), Figures.count(this.orders),
					Figures.count(delegate.outOfTurn().size()), decimal(delegate.perSecond() / single.perSecond()));
		return new Section(ThreadDelegateDemo.NAME, ThreadDelegateDemo.QUESTION, passed, headline, contrasts(), table(),
				this.results.stream().map(this::whoDidWhat).toList(), notes(), this.command)
			.summedUp(Figures.count(competing.outOfTurn().size()) + " out of turn",
					Figures.count(delegate.outOfTurn().size()) + " out of turn",
					Figures.times(delegate.perSecond() / competing.perSecond()) + " the speed");
	}

	private WayResult of(Way way) {
		return this.results.get(way.ordinal());
	}

	private List<Section.Contrast> contrasts() {
		List<Section.Contrast> contrasts = new ArrayList<>();
		for (WayResult result : this.results) {
			String outOfTurn = Figures.count(result.outOfTurn().size());
			String rate = Figures.count(Math.round(result.perSecond()));
			boolean slow = result.way() == Way.SINGLE;
			contrasts.add(new Section.Contrast(result.way().label(), slow ? rate : outOfTurn,
					slow ? "orders a second, and " + outOfTurn + " out of turn"
							: "orders out of turn, at " + rate + " a second",
					result.way() == Way.DELEGATE && result.outOfTurn().isEmpty()));
		}
		return contrasts;
	}

	private Table table() {
		return new Table("The same orders, handled in three ways",
				this.results.stream().map((result) -> result.way().label()).toList(),
				List.of(row("orders handled", (result) -> Cell.of(Figures.count(result.handled().size()))),
						row("completed out of turn", (result) -> Cell.mustBeZero(result.outOfTurn().size())),
						detail("accounts concerned", (result) -> Cell.of(Figures.count(result.accountsOutOfTurn()))),
						row("orders per second", (result) -> Cell.of(Figures.count(Math.round(result.perSecond())))),
						row("at work side by side", (result) -> Cell.of(decimal(result.sideBySide()))),
						row("99 of 100 responses within", (result) -> Cell.of(Figures.seconds(result.responseP99()))),
						row("all done after", (result) -> Cell.of(Figures.seconds(result.took())))));
	}

	private Row row(String label, Function<WayResult, Cell> figure) {
		return new Row(label, false, this.results.stream().map(figure).toList());
	}

	private Row detail(String label, Function<WayResult, Cell> figure) {
		return new Row(label, true, this.results.stream().map(figure).toList());
	}

	private Chart whoDidWhat(WayResult result) {
		List<String> workers = result.handled()
			.stream()
			.map(Handled::worker)
			.distinct()
			.sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
			.toList();
		List<String> hottest = hottest(result);
		Set<Handled> wrong = result.outOfTurn();
		List<Chart.Span> spans = new ArrayList<>();
		for (Handled order : result.handled()) {
			int rank = hottest.indexOf(order.account());
			spans.add(new Chart.Span(workers.indexOf(order.worker()), (rank >= 0) ? rank : COLOURS,
					seconds(result, Duration.between(result.begin(), order.startedAt())),
					seconds(result, Duration.between(result.begin(), order.finishedAt())), wrong.contains(order)));
		}
		List<String> groups = new ArrayList<>(hottest);
		groups.add("other accounts");
		String summary = "%s side by side on average, %s out of turn (outlined). Each bar is an order, its colour the account."
			.formatted(decimal(result.sideBySide()), Figures.count(wrong.size()));
		return new Chart.Swimlanes("Who handled what when: " + result.way().label(), summary, workers, groups, spans);
	}

	private static double seconds(WayResult result, Duration since) {
		return since.toNanos() / 1e9;
	}

	private static List<String> hottest(WayResult result) {
		Map<String, Long> orders = result.handled()
			.stream()
			.collect(Collectors.groupingBy(Handled::account, LinkedHashMap::new, Collectors.counting()));
		return orders.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
			.limit(COLOURS)
			.map(Map.Entry::getKey)
			.toList();
	}

	private List<String> notes() {
		return List.of(
				"Each way has a consumer process of its own and gets the same orders at once. An order takes 1 to 9 ms.",
				"An order is out of turn when it was completed before all orders that came before it in its account.",
				"Times are those that the consumers publish about each order.");
	}

	private static String decimal(double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

}
