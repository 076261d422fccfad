package dev.eventpatterns.demo.ambulance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.demo.Demo;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;

/**
 * Lets urgent orders arrive while a backlog is worked off, without lanes, in carpool mode
 * and in ambulance mode, and shows who handled what when.
 */
public final class AmbulanceDemo implements Demo {

	static final String NAME = "ambulance";

	static final String QUESTION = "how do I give some events priority and stay responsive for all others?";

	private static final int ORDERS = 270;

	private static final int FULL_ORDERS = 9_000;

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
		int count = stage.options().orders().orElse(stage.options().full() ? FULL_ORDERS : ORDERS);
		Arrivals arrivals = Arrivals.of(stage.options().seed(), count);
		Application application = Application.of(stage, NAME);
		Path folder = stage.workspace().newRunFolder(NAME);
		List<Integer> ports = Ports.free(Way.values().length);
		List<WayRun> runs = new ArrayList<>();
		for (Way way : Way.values()) {
			WayRun run = stage.cleanup()
				.add(new WayRun(way, stage.broker().withVirtualHost(NAME + "-" + way.mode()), application,
						ports.get(way.ordinal()), folder));
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
				.step("%s: a backlog of %s orders of %d ms, and %s urgent ones in between".formatted(way.label(),
						Figures.count(arrivals.standard().size()), Arrivals.WORK.toMillis(),
						Figures.count(arrivals.urgent().size())));
			results.add(run.play(arrivals));
			run.close();
		}
		String command = "./demo " + NAME + " --seed " + stage.options().seed()
				+ ((count == ORDERS) ? "" : " --orders " + count);
		return new AmbulanceReport(results, arrivals, command).section();
	}

}
