package dev.eventpatterns.demo.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.demo.Demo;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;
import dev.eventpatterns.demo.report.Table.Cell;
import dev.eventpatterns.demo.report.Table.Row;

/**
 * Sends ten orders, one of which cannot be read, to a consumer that trusts all it gets,
 * and to one that hands over what it cannot read.
 */
public final class WorkflowProcessorDemo implements Demo {

	static final String NAME = "workflow-processor";

	static final String QUESTION = "what happens to an event that a consumer cannot process?";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String question() {
		return QUESTION;
	}

	@Override
	public Section play(Stage stage) throws InterruptedException {
		Path folder = stage.workspace().newRunFolder(NAME);
		HelpedConsumer helped = stage.cleanup()
			.add(new HelpedConsumer(stage.broker().withVirtualHost(NAME),
					Application.of(stage, HelpedConsumer.CONSUMER), Application.of(stage, NAME), folder));
		helped.start();
		stage.terminal().step("without: ten orders, one of them '" + TextOrders.MALFORMED + "'");
		TrustingConsumer.Result without = new TrustingConsumer(stage.broker().withVirtualHost(NAME + "-issue")).play();
		stage.terminal().step("starting a consumer and a workflow processor");
		helped.awaitReady();
		stage.terminal().step("with: the same ten orders");
		HelpedConsumer.Result with = helped.play();
		helped.close();
		with.story().forEach((line) -> stage.terminal().say("workflow processor: " + line));
		return section(without, with);
	}

	private static Section section(TrustingConsumer.Result without, HelpedConsumer.Result with) {
		int orders = TextOrders.ALL.size();
		String mended = TextOrders.id(TextOrders.ALL.indexOf(TextOrders.MALFORMED));
		long distinct = with.processed().stream().distinct().count();
		boolean passed = distinct == orders && with.processed().contains(mended);
		String headline = "Without help the consumer died %d times over one order and processed %d of %d. With the workflow processor the order was mended and sent back, and %d of %d were processed."
			.formatted(without.deaths().size(), without.processed(), orders, distinct, orders);
		List<String> notes = new ArrayList<>(List.of(
				"Without: a consumer reads each message as an order. '%s' is none, so it dies: %s. The broker keeps the message, and each consumer that is started next dies of it."
					.formatted(TextOrders.MALFORMED, without.deaths().get(0)),
				"With: the consumer of thread-delegate hands over what it cannot read and goes on; the workflow processor stores it, strips the unit, sends '%s' back to the queue that it came from, and hears that it was processed."
					.formatted(TextOrders.MENDED),
				"The mended order was processed as number %d of %d: behind those that came after it."
					.formatted(with.processed().indexOf(mended) + 1, with.processed().size())));
		with.story().forEach((line) -> notes.add("The workflow processor's log: " + line));
		return new Section(NAME, QUESTION, passed, headline,
				List.of(new Section.Contrast("without", Figures.counted(without.left(), "order"),
						"that nobody ever gets to, one of them malformed", false),
						new Section.Contrast("with the workflow processor", Figures.counted(orders - distinct, "order"),
								"not processed", true)),
				new Table("The same ten orders, one of them malformed", List.of("without", "with"),
						List.of(Row.of("orders processed", Cell.of(Figures.count(without.processed())),
								Cell.of(Figures.count(distinct))),
								Row.of("orders left in the queue", Cell.mustBeZero(without.left()),
										Cell.mustBeZero(orders - distinct)),
								Row.of("deaths of the consumer", Cell.mustBeZero(without.deaths().size()),
										Cell.mustBeZero(0)))),
				List.of(), notes, "./demo " + NAME)
			.summedUp(Figures.count(without.left()) + " never done", Figures.count(orders - distinct) + " never done",
					"mended as no. " + (with.processed().indexOf(mended) + 1));
	}

}
