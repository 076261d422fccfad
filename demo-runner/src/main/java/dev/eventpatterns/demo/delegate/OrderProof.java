package dev.eventpatterns.demo.delegate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;
import dev.eventpatterns.demo.report.Table.Cell;
import dev.eventpatterns.demo.report.Table.Row;

/**
 * The order through kills, at the size of an acceptance run: the pattern keeps it, and
 * the same check finds that the issue does not.
 */
final class OrderProof {

	private final Stage stage;

	private final ProofSize size;

	OrderProof(Stage stage, ProofSize size) {
		this.stage = stage;
		this.size = size;
	}

	/** Puts set-ups to the proof, one after the other. */
	List<ProofResult> play(List<Setup> setups) throws InterruptedException {
		Application application = Application.of(this.stage, ThreadDelegateDemo.NAME);
		List<ProofResult> results = new ArrayList<>();
		for (Setup setup : setups) {
			results.add(new ProofRun(this.stage, application, setup, this.size.orders(setup), this.size.accounts(),
					this.size.schedule(setup))
				.play());
		}
		return results;
	}

	/** Says what came of it. */
	static Section section(List<ProofResult> results, String command) {
		boolean passed = results.stream().allMatch(ProofResult::asPromised);
		return new Section(ThreadDelegateDemo.NAME, ThreadDelegateDemo.QUESTION, passed, headline(results),
				results.stream().map(OrderProof::contrast).toList(), table(results),
				results.stream().filter((result) -> result.setup().keepsOrder()).map(OrderProof::chart).toList(),
				notes(), command);
	}

	private static String headline(List<ProofResult> results) {
		StringBuilder text = new StringBuilder();
		for (ProofResult result : results) {
			text.append(text.isEmpty() ? "" : " ")
				.append("%s: %s orders, %s, %s out of order, %s lost.".formatted(capitalized(result.setup().name()),
						Figures.count(result.orders()),
						Figures.counted(result.consumerKills() + result.brokerKills(), "kill"),
						Figures.count(result.violations()), Figures.count(result.lost())));
		}
		return text.toString();
	}

	private static String capitalized(String text) {
		return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
	}

	private static Section.Contrast contrast(ProofResult result) {
		return new Section.Contrast(result.setup().name(), Figures.count(result.violations()),
				"of " + Figures.count(result.orders()) + " orders completed out of order",
				result.setup().keepsOrder() && result.asPromised());
	}

	private static Table table(List<ProofResult> results) {
		List<Row> rows = List.of(row(results, "orders sent", (result) -> count(result.orders())),
				row(results, "accounts", (result) -> count(result.accounts())),
				row(results, "consumer killed", (result) -> count(result.consumerKills())),
				row(results, "broker killed", (result) -> count(result.brokerKills())),
				row(results, "lost", (result) -> Cell.mustBeZero(result.lost())),
				row(results, "in workflow.events", (result) -> Cell.mustBeZero(result.handedOver())),
				row(results, "completed out of order", (result) -> Cell.mustBeZero(result.violations())),
				detail(results, "accounts concerned", (result) -> count(result.accountsConcerned())),
				row(results, "completed again", (result) -> count(result.duplicates())),
				row(results, "orders per second", (result) -> count(Math.round(result.perSecond()))),
				row(results, "all done after", (result) -> Cell.of(Figures.seconds(result.took()))));
		return new Table("First completions in the order of each account, through kills",
				results.stream().map((result) -> result.setup().name()).toList(), rows);
	}

	private static Row row(List<ProofResult> results, String label, Function<ProofResult, Cell> figure) {
		return new Row(label, false, results.stream().map(figure).toList());
	}

	private static Row detail(List<ProofResult> results, String label, Function<ProofResult, Cell> figure) {
		return new Row(label, true, results.stream().map(figure).toList());
	}

	private static Cell count(long count) {
		return Cell.of(Figures.count(count));
	}

	private static Chart chart(ProofResult result) {
		return new Chart.Time("Orders completed over time: " + result.setup().name(),
				"Each order counts once. Vertical lines: what was killed.", "orders",
				List.of(new Chart.Series(result.setup().name(), Chart.Tone.PATTERN, false, result.progress())),
				result.marks());
	}

	private static List<String> notes() {
		return List.of("Orders are fed while the run goes on, at most 20,000 ahead. An order takes 0 to 1 ms.",
				"Counted is what the consumers publish about each order. An order is out of order when a later one of its account was completed for the first time before it.",
				"After a kill some orders are completed again: each was delivered at least once.",
				"A consumer that is killed is started again. Of 3 instances, one is: the others take over what it served, and give it a share when it is back.",
				"The issue gets fewer orders and is not killed. It is here to show that the check can fail.");
	}

}
