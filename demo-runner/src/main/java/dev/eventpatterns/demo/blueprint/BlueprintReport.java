package dev.eventpatterns.demo.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;
import dev.eventpatterns.demo.report.Table.Cell;
import dev.eventpatterns.demo.report.Table.Row;
import dev.eventpatterns.demo.report.Table.Tone;

/** Says in words, figures and pictures what came of the scenario. */
final class BlueprintReport {

	private final Outcome outcome;

	private final List<Moment> moments;

	private final String command;

	BlueprintReport(Outcome outcome, List<Moment> moments, String command) {
		this.outcome = outcome;
		this.moments = List.copyOf(moments);
		this.command = command;
	}

	Section section() {
		String headline = String.format(Locale.ROOT,
				"%,d orders accepted = %,d processed + %,d in the inbox: %,d lost, %,d out of order, %,d applied twice;"
						+ " at most %,d in the queue, well again within %s.",
				this.outcome.accepted().size(), this.outcome.done(), this.outcome.waiting(), this.outcome.lost(),
				this.outcome.violations() + this.outcome.overtaken(), this.outcome.appliedTwice(),
				this.outcome.deepest(), seconds(this.outcome.slowestHealing()));
		return new Section(BlueprintDemo.NAME, BlueprintDemo.QUESTION, this.outcome.passed(), headline, contrasts(),
				table(), charts(), notes(), this.command)
			.summedUp(Figures.count(this.outcome.phases().size() - 1) + " troubles",
					Figures.count(this.outcome.lost()) + " lost", "all of the above");
	}

	private List<Section.Contrast> contrasts() {
		return List.of(new Section.Contrast("lost", Figures.count(this.outcome.lost()),
				"of " + Figures.count(this.outcome.accepted().size()) + " orders accepted", this.outcome.lost() == 0),
				new Section.Contrast("out of order", Figures.count(this.outcome.violations()),
						"orders completed after a later one of their account", this.outcome.violations() == 0),
				new Section.Contrast("applied twice", Figures.count(this.outcome.appliedTwice()),
						"of " + Figures.count(this.outcome.completedAgain()) + " that were handled again",
						this.outcome.appliedTwice() == 0),
				new Section.Contrast("deepest queue", Figures.count(this.outcome.deepest()),
						"orders, where producers are held back from " + Services.HIGH_WATER, this.outcome.bounded()),
				new Section.Contrast("well again within", seconds(this.outcome.slowestHealing()),
						"after the trouble was over, in the slowest phase",
						this.outcome.slowestHealing() <= Outcome.HEALS_WITHIN));
	}

	private Table table() {
		return new Table("Phase by phase", this.outcome.phases().stream().map((each) -> each.phase().label()).toList(),
				List.of(row("accepted a second", (each) -> count(each.acceptedPerSecond())),
						row("processed a second, at best", (each) -> count(each.fastestPerSecond())),
						row("deepest queue", this::deepest), row("most in sidings", (each) -> count(each.mostSided())),
						row("most kept back by the producer", (each) -> count(each.mostKeptBack())),
						row("seconds throttled", (each) -> Cell.of(figure(each.throttledSeconds()))),
						row("most delegates", (each) -> count(each.mostDelegates())),
						row("response time p50, ms", (each) -> millis(each.times().ordinary(50))),
						row("response time p95, ms", (each) -> millis(each.times().ordinary(95))),
						row("urgent orders p95, ms", (each) -> millis(each.times().urgent(95))),
						row("accounts held", (each) -> count(each.mostHeld())),
						row("decisions told", (each) -> count(each.told().size())),
						row("well again after, s", this::healed)));
	}

	private Row row(String label, Function<PhaseResult, Cell> figure) {
		return Row.of(label, this.outcome.phases().stream().map(figure).toArray(Cell[]::new));
	}

	private static Cell count(double value) {
		return Cell.of(Figures.count(Math.round(value)));
	}

	/** Without any order there is no time. */
	private static Cell millis(long millis) {
		return Cell.of((millis >= 0) ? Figures.count(millis) : "-");
	}

	private Cell deepest(PhaseResult phase) {
		boolean bounded = phase.deepest() <= Outcome.TOLERANCE * Services.HIGH_WATER;
		return new Cell(Figures.count(phase.deepest()), bounded ? Tone.GOOD : Tone.BAD);
	}

	private Cell healed(PhaseResult phase) {
		return new Cell(figure(phase.healedAfter()),
				(phase.healedAfter() <= Outcome.HEALS_WITHIN) ? Tone.GOOD : Tone.BAD);
	}

	private static String figure(double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

	private static String seconds(double value) {
		return figure(value) + " s";
	}

	private List<Chart> charts() {
		List<Chart.Mark> marks = this.outcome.phases()
			.stream()
			.map((each) -> new Chart.Mark(each.begun(), each.phase().label()))
			.toList();
		return List.of(
				new Chart.Time("What waits",
						"The queue stays below its mark; what is too much waits in sidings and with the producer.",
						"orders",
						List.of(series("in the queue", false, Moment::ready), series("in sidings", true, Moment::sided),
								new Chart.Series("kept back by the producer", Chart.Tone.ISSUE, true,
										points(Moment::backlog))),
						marks),
				new Chart.Time("Delegates", "They come at once with the load, and go when they are not needed.",
						"delegates",
						List.of(series("there are", false, Moment::delegates), series("at work", true, Moment::busy)),
						marks),
				new Chart.Time("Held accounts",
						"Their orders wait for one that has failed, until it comes back mended.", "accounts",
						List.of(series("held", false, Moment::held)), marks),
				new Chart.Time("Accepted and processed", "What lies between the lines is on its way.", "orders in all",
						List.of(new Chart.Series("accepted", Chart.Tone.ISSUE, false, points(Moment::accepted)),
								series("processed", false, Moment::processed)),
						marks));
	}

	private Chart.Series series(String name, boolean dashed, ToDoubleFunction<Moment> value) {
		return new Chart.Series(name, Chart.Tone.PATTERN, dashed, points(value));
	}

	private List<Chart.Point> points(ToDoubleFunction<Moment> value) {
		return this.moments.stream()
			.map((moment) -> new Chart.Point(moment.second(), value.applyAsDouble(moment)))
			.toList();
	}

	private List<String> notes() {
		List<String> notes = new ArrayList<>();
		for (PhaseResult phase : this.outcome.phases()) {
			notes.add(phase.phase().label() + ", " + phase.phase().trouble() + ": " + new Deeds(phase).inWords());
		}
		notes.add("A response time is that from the producer's answer to the end of the handling. Not among them are"
				+ " orders of the hot account and of accounts with a poisoned order, which wait by intention.");
		notes.add("Well again: the broker answers, no throttle, a few orders wait at the most, and no account is held"
				+ " but those that only a person can help. These are released by hand; what failed stays in the inbox.");
		notes.add("An order is applied twice when the books have counted it twice. It may be handled twice, after a"
				+ " broker was lost: %s were, and changed nothing then."
					.formatted(Figures.counted(this.outcome.completedAgain(), "order")));
		return notes;
	}

}
