package dev.eventpatterns.demo.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.eventpatterns.demo.Demo;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.Terminal;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.supervisorconsumer.Course;
import dev.eventpatterns.supervisorconsumer.Trace;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;

/**
 * Gives the same changing load to one consumer and to as many as a supervisor finds
 * needed, at the same time.
 */
public final class SupervisorConsumerDemo implements Demo {

	static final String NAME = "supervisor-consumer";

	static final String QUESTION = "how do I keep the response time even while the load varies?";

	static final Duration WORK = Duration.ofMillis(50);

	private static final double SECONDS = 9;

	private static final double FULL_SECONDS = 45;

	private static final int LOW = 10;

	private static final int HIGH = 150;

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
		Trace trace = load(stage.options().full() ? FULL_SECONDS : SECONDS, stage.options().seed());
		List<TradeOrder> orders = Stream
			.generate(new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(stage.options().seed()))::next)
			.limit(trace.arrivals().length)
			.toList();
		Map<Way, WayRun> runs = start(stage, trace, orders);
		stage.terminal().step("%,d orders of %d ms, few, many and a burst".formatted(orders.size(), WORK.toMillis()));
		long begin = System.nanoTime() + 200_000_000L;
		List<Thread> threads = new ArrayList<>();
		try (Terminal.Showing showing = stage.terminal().show(() -> line(runs, begin))) {
			runs.values().forEach((run) -> threads.addAll(run.play(begin)));
			for (Thread thread : threads) {
				thread.join();
			}
		}
		Map<Way, Course> courses = new EnumMap<>(Way.class);
		for (WayRun run : runs.values()) {
			courses.put(run.way(), run.course());
		}
		runs.values().forEach(WayRun::close);
		String command = "./demo " + NAME + " --seed " + stage.options().seed()
				+ (stage.options().full() ? " --full" : "");
		return new SupervisorReport(trace, courses, command).section();
	}

	/** Few orders, many for half of the time, few again with a burst in between. */
	private static Trace load(double seconds, long seed) {
		double up = seconds / 9;
		double down = seconds / 2;
		return Trace
			.of("load", Duration.ofMillis((long) (1e3 * seconds)), (at) -> (at >= up && at < down) ? HIGH : LOW, HIGH,
					seed)
			.withBurst(seconds * 0.6, (int) (seconds * 50));
	}

	private static Map<Way, WayRun> start(Stage stage, Trace trace, List<TradeOrder> orders)
			throws InterruptedException {
		Application application = Application.of(stage, NAME);
		Path folder = stage.workspace().newRunFolder(NAME);
		List<Integer> ports = Ports.free(Way.values().length);
		Map<Way, WayRun> runs = new EnumMap<>(Way.class);
		stage.terminal().step("starting one process with one consumer, and one with a supervisor");
		for (Way way : Way.values()) {
			WayRun run = stage.cleanup()
				.add(new WayRun(way, stage.broker().withVirtualHost(NAME + "-" + way.most()), trace, orders,
						application, ports.get(way.ordinal()), WORK, folder));
			run.start();
			runs.put(way, run);
		}
		for (WayRun run : runs.values()) {
			run.awaitReady();
		}
		return runs;
	}

	private static String line(Map<Way, WayRun> runs, long begin) {
		StringBuilder line = new StringBuilder("%4.1f s".formatted(Math.max(0, (System.nanoTime() - begin) / 1e9)));
		runs.forEach((way, run) -> line.append(" | ").append(way.label()).append(' ').append(run.figures()));
		return line.toString();
	}

}
