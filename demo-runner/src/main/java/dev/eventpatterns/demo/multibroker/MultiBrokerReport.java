package dev.eventpatterns.demo.multibroker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;
import dev.eventpatterns.demo.report.Table.Cell;
import dev.eventpatterns.demo.report.Table.Row;

/** Says in words, figures and pictures what came of each phase. */
final class MultiBrokerReport {

	/** On a machine that has much else to do. */
	private static final double THREE_CARRY_AT_LEAST = 1.8;

	private static final int LOOKS_PER_POINT = 4;

	private final Watch watch;

	private final long accepted;

	private final long refused;

	private final long lost;

	private final long outOfOrder;

	private final String command;

	MultiBrokerReport(Watch watch, long accepted, long refused, long lost, long outOfOrder, String command) {
		this.watch = watch;
		this.accepted = accepted;
		this.refused = refused;
		this.lost = lost;
		this.outOfOrder = outOfOrder;
		this.command = command;
	}

	Section section() {
		boolean passed = this.lost == 0 && this.outOfOrder == 0
				&& rate(Phase.ALL_AGAIN) >= THREE_CARRY_AT_LEAST * rate(Phase.ONE)
				&& rate(Phase.ONE_DEAD) > rate(Phase.ONE);
		String headline = "One broker carried %s orders a second, three carried %s in the end, and with one of these dead it was %s. Of %s accepted orders %s were lost."
			.formatted(count(Phase.ONE), count(Phase.ALL_AGAIN), count(Phase.ONE_DEAD), Figures.count(this.accepted),
					(this.lost == 0) ? "none" : Figures.count(this.lost));
		return new Section(MultiBrokerDemo.NAME, MultiBrokerDemo.QUESTION, passed, headline, contrasts(), table(),
				charts(), notes(), this.command)
			.summedUp(count(Phase.ONE) + " orders/s", count(Phase.ALL_AGAIN) + " orders/s", "no order over all");
	}

	private static List<String> labels() {
		return Phase.MEASURED.stream().map(Phase::label).toList();
	}

	private double rate(Phase phase) {
		return this.watch.rates(phase).stream().mapToDouble(Double::doubleValue).sum();
	}

	private String count(Phase phase) {
		return Figures.count(Math.round(rate(phase)));
	}

	private List<Section.Contrast> contrasts() {
		return List.of(new Section.Contrast(Phase.ONE.label(), count(Phase.ONE), "orders handled a second", false),
				new Section.Contrast("three brokers", count(Phase.ALL_AGAIN), "orders handled a second",
						rate(Phase.ALL_AGAIN) >= THREE_CARRY_AT_LEAST * rate(Phase.ONE)),
				new Section.Contrast(Phase.ONE_DEAD.label(), count(Phase.ONE_DEAD), "orders handled a second",
						rate(Phase.ONE_DEAD) > rate(Phase.ONE)));
	}

	private Table table() {
		List<Row> rows = new ArrayList<>();
		rows.add(Row.of("handled a second", cells((phase) -> count(phase))));
		for (int i = 0; i < ThreeBrokers.NAMES.size(); i++) {
			int broker = i;
			rows.add(Row.detail("from " + ThreeBrokers.NAMES.get(i),
					cells((phase) -> Figures.count(Math.round(this.watch.rates(phase).get(broker))))));
		}
		rows.add(Row.of("accepted orders, in all", last(Cell.of(Figures.count(this.accepted)))));
		rows.add(Row.of("requests sent again", last(Cell.of(Figures.count(this.refused)))));
		rows.add(Row.of("lost", last(Cell.mustBeZero(this.lost))));
		rows.add(Row.of("out of order", last(Cell.mustBeZero(this.outOfOrder))));
		return new Table("The same load in each phase", labels(), rows);
	}

	private static Cell[] cells(Function<Phase, String> text) {
		return Phase.MEASURED.stream().map(text).map(Cell::of).toArray(Cell[]::new);
	}

	/** What only the end tells. */
	private static Cell[] last(Cell cell) {
		Cell[] cells = cells((phase) -> "");
		cells[cells.length - 1] = cell;
		return cells;
	}

	private List<Chart> charts() {
		List<Chart.Point> points = new ArrayList<>();
		List<Moment> moments = this.watch.moments();
		for (int i = LOOKS_PER_POINT; i < moments.size(); i++) {
			Moment from = moments.get(i - LOOKS_PER_POINT);
			Moment to = moments.get(i);
			points.add(new Chart.Point(to.second(), (to.all() - from.all()) / (to.second() - from.second())));
		}
		List<Chart.Part> parts = new ArrayList<>();
		for (int i = 0; i < ThreeBrokers.NAMES.size(); i++) {
			int broker = i;
			parts.add(new Chart.Part(ThreeBrokers.NAMES.get(i),
					Phase.MEASURED.stream().map((phase) -> this.watch.rates(phase).get(broker)).toList()));
		}
		return List.of(
				new Chart.Time("What all brokers carry",
						"Capacity adds up, and the death of one costs its share. While it starts again, callers rest.",
						"orders handled a second",
						List.of(new Chart.Series("handled", Chart.Tone.PATTERN, false, points)), this.watch.marks()),
				new Chart.Stack("What each broker carries", "Accounts spread over the brokers that are there.",
						"orders handled a second", labels(), parts));
	}

	private static List<String> notes() {
		return List.of(
				"Between the producer and each broker there is a network that lets %d kB a second through, so that three brokers on one machine carry what three machines would."
					.formatted(ThreeBrokers.KILOBYTES_PER_SECOND),
				"A producer and a consumer, with routing by context. Callers send as fast as it accepts, ten orders of an account at a time, and send again what was refused.",
				"At first the second and the third broker are drained; taking them back is how brokers are added while the system runs.",
				"What three carry is measured in the end, once the dead one is back: right after two have been taken in, accounts are still moving to them.",
				"While the dead broker is started again, callers rest half a second between two requests: they would take the processor from it. That time is in no column.",
				"Lost are orders that were answered with 202 and not handled by the end. The order is read from the processed events of all brokers.");
	}

}
