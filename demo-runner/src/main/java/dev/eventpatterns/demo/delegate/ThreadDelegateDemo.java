package dev.eventpatterns.demo.delegate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.eventpatterns.demo.Demo;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;

/**
 * Gives the same orders to one consumer, to competing consumers and to delegates, and
 * shows who handled what when. At full size it puts the order to the proof instead.
 */
public final class ThreadDelegateDemo implements Demo {

	static final String NAME = "thread-delegate";

	static final String QUESTION = "how do I raise throughput and still keep the processing order?";

	private static final int ORDERS = 600;

	private static final int ACCOUNTS = 20;

	private static final int DELEGATES = 5;

	private static final Duration WORK = Duration.ofMillis(5);

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String question() {
		return QUESTION;
	}

	/** Shares orders out among instances, in the full run. */
	@Override
	public List<String> plugins() {
		return List.of(Setup.PLUGIN);
	}

	@Override
	public Section play(Stage stage) throws InterruptedException {
		if (stage.options().full()) {
			ProofSize size = ProofSize.of(stage.options());
			return OrderProof.section(new OrderProof(stage, size).play(Setup.ALL), size.command());
		}
		int count = stage.options().orders().orElse(ORDERS);
		List<TradeOrder> orders = orders(stage.options().seed(), count);
		Path application = stage.workspace().application(NAME);
		Path folder = stage.workspace().newRunFolder(NAME);
		List<Integer> ports = Ports.free(Way.values().length);
		List<WayRun> runs = new ArrayList<>();
		for (Way way : Way.values()) {
			WayRun run = stage.cleanup()
				.add(new WayRun(way, stage.broker().withVirtualHost(NAME + "-" + way.mode()), application,
						ports.get(way.ordinal()), DELEGATES, WORK, folder));
			run.start();
			runs.add(run);
		}
		stage.terminal().step("starting a consumer for each of three ways");
		for (WayRun run : runs) {
			run.awaitReady();
		}
		List<WayResult> results = new ArrayList<>();
		for (WayRun run : runs) {
			Way way = Way.values()[results.size()];
			stage.terminal()
				.step("%s: %s orders of about %d ms over %d accounts".formatted(way.label(), Figures.count(count),
						WORK.toMillis(), ACCOUNTS));
			results.add(run.play(orders));
			run.close();
		}
		String command = "./demo " + NAME + " --seed " + stage.options().seed()
				+ ((count == ORDERS) ? "" : " --orders " + count);
		return new DelegateReport(results, count, command).section();
	}

	/** A few accounts have most of the orders, as it is in trading. */
	private static List<TradeOrder> orders(long seed, int count) {
		TradeOrderGenerator generator = new TradeOrderGenerator(
				TradeOrderGenerator.Settings.withSeed(seed).withAccounts(ACCOUNTS).withSkew(0.8));
		return Stream.generate(generator::next).limit(count).toList();
	}

}
