package dev.eventpatterns.demo.forwarding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import dev.eventpatterns.demo.DemoOptions;
import dev.eventpatterns.demo.chaos.HopAccounting;
import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;

/**
 * Puts what was measured into words, a table and charts.
 */
final class ForwardingReport {

	private static final String QUESTION = "How do I guarantee that no message is lost when data passes from one"
			+ " service to another?";

	private final Size size;

	private final DemoOptions options;

	private final LaneResult issue;

	private final LaneResult pattern;

	ForwardingReport(Size size, DemoOptions options, LaneResult issue, LaneResult pattern) {
		this.size = size;
		this.options = options;
		this.issue = issue;
		this.pattern = pattern;
	}

	Section section() {
		return new Section(EventForwardingDemo.NAME, QUESTION, this.pattern.lostNothing(), headline(),
				List.of(contrast(this.issue), contrast(this.pattern)), table(),
				new ForwardingCharts(this.issue, this.pattern).all(), notes(), command())
			.summedUp(Figures.count(this.issue.account().lost()) + " lost",
					Figures.count(this.pattern.account().lost()) + " lost",
					Figures.counted(this.pattern.duplicates(), "duplicate"));
	}

	private String headline() {
		int orders = this.pattern.account().accepted();
		String twice = (this.pattern.storedTwice() == 0) ? ""
				: " Guaranteed stored %s twice.".formatted(Figures.counted(this.pattern.storedTwice(), "order"));
		return "Of %s answered 202, fire-and-forget lost %s; guaranteed lost %s.%s".formatted(
				Figures.counted(orders, "order"), Figures.count(this.issue.account().lost()),
				Figures.count(this.pattern.account().lost()), twice);
	}

	private static Section.Contrast contrast(LaneResult result) {
		int lost = result.account().lost();
		return new Section.Contrast(result.way().mode(), Figures.count(lost),
				((lost == 1) ? "order" : "orders") + " lost of " + Figures.count(result.account().accepted()),
				lost == 0);
	}

	private Table table() {
		List<Table.Row> rows = new ArrayList<>();
		rows.add(counts("orders answered 202", (result) -> result.account().accepted()));
		rows.add(row("lost", (result) -> Table.Cell.mustBeZero(result.account().lost())));
		for (int i = 0; i < this.pattern.account().losses().size(); i++) {
			int hop = i;
			rows.add(Table.Row.detail(this.pattern.account().losses().get(hop).hop(), loss(this.issue, hop),
					loss(this.pattern, hop)));
		}
		rows.add(row("stored twice", (result) -> Table.Cell.mustBeZero(result.storedTwice())));
		rows.add(counts("came to the store again, suppressed", LaneResult::duplicates));
		rows.add(counts("requests sent again", LaneResult::refusals));
		rows.add(counts("orders per second, outages included", LaneResult::perSecond));
		rows.add(counts("orders in the fastest second", (result) -> result.stored().fastestSecond()));
		List<Strike> strikes = List.copyOf(this.pattern.resumed().keySet());
		if (!strikes.isEmpty()) {
			rows.add(row("longest outage", (result) -> Table.Cell.of(outage(longest(result)))));
		}
		for (String victim : strikes.stream().map(Strike::victim).distinct().sorted().toList()) {
			rows.add(Table.Row.detail("after a kill of the " + victim, longest(this.issue, victim),
					longest(this.pattern, victim)));
		}
		return new Table(
				"What was measured: " + Figures.counted(this.size.orders(), "order") + " each way, "
						+ Figures.counted(strikes.size(), "kill") + ", the same at the same moments.",
				List.of("fire-and-forget", "guaranteed"), rows);
	}

	private Table.Row counts(String label, ToLongFunction<LaneResult> figure) {
		return row(label, (result) -> Table.Cell.of(Figures.count(figure.applyAsLong(result))));
	}

	private Table.Row row(String label, Function<LaneResult, Table.Cell> figure) {
		return Table.Row.of(label, figure.apply(this.issue), figure.apply(this.pattern));
	}

	private static Table.Cell loss(LaneResult result, int hop) {
		HopAccounting.Loss loss = result.account().losses().get(hop);
		return Table.Cell.of(Figures.count(loss.orders()));
	}

	private static Table.Cell longest(LaneResult result, String victim) {
		Duration longest = result.resumed()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().victim().equals(victim))
			.map((entry) -> entry.getValue())
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
		return Table.Cell.of(outage(longest));
	}

	private static Duration longest(LaneResult result) {
		return result.resumed().values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
	}

	private static String outage(Duration time) {
		return time.isZero() ? "none seen" : Figures.seconds(time);
	}

	private List<String> notes() {
		return List.of(
				"Each way has " + this.size.layout().description() + "; both ways run at the same time on"
						+ " one broker, each in a virtual host of its own, and get the same orders and the same kills.",
				"A kill is SIGKILL. A killed service is started again at once, the broker on its data.",
				"A client sends a request again, with the same order ids, until it is answered 202. Only what was"
						+ " answered 202 counts as accepted.",
				"Lost is what was accepted and is not in the store's database file, read after the store was killed.",
				"Where an order was lost is told by two taps, queues that get a copy of all that reaches the exchange:"
						+ " not seen by the first, it was lost between intake and broker; seen by the first only, in the"
						+ " forwarder or its queue; seen by both, in the store or its queue.",
				"An outage lasts from the kill to the end of the longest pause after it: without a stored order or,"
						+ " when the intake was killed, without an accepted one.",
				"Orders are offered at " + Figures.count(this.size.perSecond())
						+ " a second, and neither way is let run away from the other, so that every kill finds both at work."
						+ " After an outage clients catch up as fast as they can, which is where the fastest second comes"
						+ " from. This is no measure of what either way can carry.");
	}

	private String command() {
		StringBuilder command = new StringBuilder("./demo ").append(EventForwardingDemo.NAME);
		if (this.options.full()) {
			command.append(" --full");
		}
		this.options.orders().ifPresent((orders) -> command.append(" --orders ").append(orders));
		this.options.kills().ifPresent((kills) -> command.append(" --kills ").append(kills));
		return command.append(" --seed ").append(this.options.seed()).toString();
	}

}
