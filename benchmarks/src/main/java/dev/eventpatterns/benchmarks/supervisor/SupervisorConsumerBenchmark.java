package dev.eventpatterns.benchmarks.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.BenchOptions;
import dev.eventpatterns.benchmarks.Benchmark;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figure;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.supervisorconsumer.Course;
import dev.eventpatterns.supervisorconsumer.Decision;
import dev.eventpatterns.supervisorconsumer.DepthPolicy;
import dev.eventpatterns.supervisorconsumer.Observation;
import dev.eventpatterns.supervisorconsumer.Scaler;
import dev.eventpatterns.supervisorconsumer.Simulation;
import dev.eventpatterns.supervisorconsumer.Trace;

/**
 * The response time under a changing load, and what it costs in consumers. Each set-up
 * gets the load once, in real time, so rounds do not matter here. Two rules are simulated
 * on the same load: KEDA's, whose set-up needs a cluster, and the policy depth, to be
 * compared with its live run.
 */
public final class SupervisorConsumerBenchmark implements Benchmark {

	private static final String ONE = "one consumer";

	private static final String FIXED = "fixed at the peak";

	private static final String DEPTH = "depth";

	private static final String DRAIN_TIME = "drain-time";

	private static final String KEDA = "KEDA's rule, simulated";

	private static final String DEPTH_SIMULATED = "depth, simulated";

	private static final int MESSAGES_PER_CONSUMER = 10;

	/** The depth at one moment says little, so two have to agree that fewer will do. */
	private static final Duration DEPTH_KEEP_ALIVE = Duration.ofSeconds(2);

	private static final Duration DRAIN_TIME_KEEP_ALIVE = Duration.ofSeconds(1);

	private static final List<SetUp> LIVE = List.of(new OurSupervisor(ONE, DEPTH, 1, 1, DEPTH_KEEP_ALIVE),
			new OurSupervisor(FIXED, DEPTH, Load.PEAK, Load.PEAK, DEPTH_KEEP_ALIVE), new ScalingContainer(),
			new OurSupervisor(DEPTH, DEPTH, 1, Load.MOST, DEPTH_KEEP_ALIVE),
			new OurSupervisor(DRAIN_TIME, DRAIN_TIME, 1, Load.MOST, DRAIN_TIME_KEEP_ALIVE));

	/** The code is warm then for whichever set-up is first. */
	private static final SetUp WARM_UP = LIVE.get(1);

	/** A consumer is there about so long after it was decided. */
	private static final Duration START = Duration.ofMillis(20);

	/** In real time work takes a bit longer than it should. */
	private static final Duration REAL_WORK = Load.WORK.plusMillis(1);

	@Override
	public String name() {
		return "supervisor-consumer";
	}

	@Override
	public List<String> variants() {
		return Stream.concat(LIVE.stream().map(SetUp::name), Stream.of(KEDA, DEPTH_SIMULATED)).toList();
	}

	@Override
	public List<String> plugins() {
		return List.of();
	}

	@Override
	public List<Comparison> run(Bench bench) throws Exception {
		Load load = Load.of(bench.options().messages(), BenchOptions.FULL_MESSAGES);
		Trace trace = load.trace();
		List<SetUp> wanted = LIVE.stream().filter((setUp) -> bench.options().wants(setUp.name())).toList();
		wanted.forEach((setUp) -> bench.progress().timeLeft().expect(setUp.name(), 1));
		Map<String, Course> courses = new LinkedHashMap<>();
		List<Measurement> measurements = new ArrayList<>();
		if (!wanted.isEmpty()) {
			bench.progress().begin("warm-up");
			new LiveRun(bench, WARM_UP, Trace.steps(Duration.ofSeconds(3), 1, 200), 10).run();
		}
		for (SetUp setUp : wanted) {
			bench.progress().begin(setUp.name());
			LiveRun live = new LiveRun(bench, setUp, trace, 1.3 * load.end());
			Course course = live.run();
			bench.progress().end(setUp.name());
			note(bench, courses, measurements, setUp.name(), course, live.undone(), problem(setUp, live));
		}
		simulate(bench, trace, KEDA, new KedaRule(MESSAGES_PER_CONSUMER, 1), courses, measurements);
		simulate(bench, trace, DEPTH_SIMULATED, scaler()::decide, courses, measurements);
		List<Figure> figures = new ArrayList<>();
		for (Measurement measured : measurements) {
			String name = measured.variant();
			Course course = Objects.requireNonNull(courses.get(name));
			int undone = course.messages().size() - (int) measured.rounds().get(0).messages();
			figures.addAll(new CourseFigures(load, name, course, undone, name.equals(DEPTH) || name.equals(DRAIN_TIME))
				.all(courses.get(FIXED)));
		}
		return List.of(new Comparison(load.title(), measurements, List.of(), figures));
	}

	private static Optional<String> problem(SetUp setUp, LiveRun live) {
		boolean hasTime = setUp.name().equals(DEPTH) || setUp.name().equals(DRAIN_TIME);
		if (live.again() > 0 || (hasTime && live.undone() > 0)) {
			return Optional.of("%s orders were not done, %s were done again".formatted(Figures.count(live.undone()),
					Figures.count(live.again())));
		}
		return Optional.empty();
	}

	private static Scaler scaler() {
		return new Scaler(new DepthPolicy(MESSAGES_PER_CONSUMER),
				new Scaler.Bounds(1, Load.MOST, DEPTH_KEEP_ALIVE, Duration.ofSeconds(3)), 1);
	}

	private static void simulate(Bench bench, Trace trace, String name, Function<Observation, Decision> rule,
			Map<String, Course> courses, List<Measurement> measurements) {
		if (bench.options().wants(name)) {
			Course course = new Simulation(trace, Duration.ofSeconds(1), REAL_WORK, START).run(1, rule);
			note(bench, courses, measurements, name, course, 0, Optional.empty());
		}
	}

	private static void note(Bench bench, Map<String, Course> courses, List<Measurement> measurements, String name,
			Course course, int undone, Optional<String> problem) {
		courses.put(name, course);
		int done = course.messages().size() - undone;
		measurements.add(new Measurement(name,
				List.of(new Round(done, Duration.ofNanos((long) (course.end() * 1e9)), problem))));
		bench.progress()
			.say("  %-23s p99 %8s ms, up to %d consumers%s".formatted(name,
					Figures.count(1e3 * course.responseTime(99, 0, Double.POSITIVE_INFINITY)),
					course.most(0, Double.POSITIVE_INFINITY),
					(undone > 0) ? ", " + Figures.count(undone) + " not done in the end" : ""));
	}

}
