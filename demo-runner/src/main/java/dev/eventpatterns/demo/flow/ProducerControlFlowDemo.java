package dev.eventpatterns.demo.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.eventpatterns.demo.Demo;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.Terminal;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;

/**
 * Offers a queue several times what its consumers can do, without control and with it, at
 * the same time, and shows how deep it gets.
 */
public final class ProducerControlFlowDemo implements Demo {

	static final String NAME = "producer-control-flow";

	static final String QUESTION = "how do I keep a queue bounded when more consumers cost too much?";

	/** Consumers take 200 a second. */
	private static final double TOO_MUCH = 1_500;

	private static final double LITTLE = 40;

	private static final Duration OVERLOAD = Duration.ofMillis(5_500);

	private static final Duration FULL_OVERLOAD = Duration.ofSeconds(60);

	private static final Duration AFTERWARDS = Duration.ofMillis(3_500);

	private static final Duration LOOK = Duration.ofMillis(100);

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
		Application application = Application.of(stage, NAME);
		Path folder = stage.workspace().newRunFolder(NAME);
		List<Integer> ports = Ports.free(2);
		WayRun without = stage.cleanup()
			.add(new WayRun("without control", "producer,consumer", stage.broker().withVirtualHost(NAME + "-without"),
					application, ports.get(0), folder));
		WayRun with = stage.cleanup()
			.add(new WayRun("with control", "controller,producer,consumer",
					stage.broker().withVirtualHost(NAME + "-with"), application, ports.get(1), folder));
		stage.terminal().step("starting a service without a controller, and one with it");
		without.start();
		with.start();
		without.awaitReady();
		with.awaitReady();
		Duration overload = stage.options().full() ? FULL_OVERLOAD : OVERLOAD;
		stage.terminal()
			.step("%s orders a second for %s, where consumers take 200".formatted(Figures.count((long) TOO_MUCH),
					Figures.seconds(overload)));
		try (Terminal.Showing showing = stage.terminal().show(() -> line(without.latest(), with.latest()))) {
			offer(without, with, TOO_MUCH, overload);
			offer(without, with, LITTLE, AFTERWARDS);
		}
		double ends = overload.toNanos() / 1e9;
		WayResult free = without.finish(ends, Duration.ofSeconds(3));
		WayResult held = with.finish(ends, Duration.ofSeconds(20));
		without.close();
		with.close();
		return new FlowReport(free, held, SimulatedCharts.all(),
				"./demo " + NAME + (stage.options().full() ? " --full" : ""))
			.section();
	}

	private static void offer(WayRun without, WayRun with, double perSecond, Duration lasting)
			throws InterruptedException {
		long begun = System.nanoTime();
		without.offer(perSecond);
		with.offer(perSecond);
		while (System.nanoTime() - begun < lasting.toNanos()) {
			without.look();
			with.look();
			Thread.sleep(LOOK.toMillis());
		}
	}

	private static String line(Moment without, Moment with) {
		return String.format(Locale.ROOT, "%4.1f s  without: depth %,6d   with: depth %,5d, %s", with.second(),
				without.depth(), with.depth(),
				with.throttled() ? String.format(Locale.ROOT, "%,4.0f/s permitted", with.permitted()) : "unthrottled");
	}

}
