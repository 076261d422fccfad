package dev.eventpatterns.demo.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Chart.Point;
import dev.eventpatterns.supervisorconsumer.Course;
import dev.eventpatterns.supervisorconsumer.DepthPolicy;
import dev.eventpatterns.supervisorconsumer.DrainTimePolicy;
import dev.eventpatterns.supervisorconsumer.Scaler;
import dev.eventpatterns.supervisorconsumer.ScalingPolicy;
import dev.eventpatterns.supervisorconsumer.Simulation;
import dev.eventpatterns.supervisorconsumer.Trace;

/** Both policies on loads of all kinds, simulated by the code that also runs live. */
final class PolicyPlots {

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final Duration START = Duration.ofMillis(20);

	private static final int MOST = 50;

	private static final double PLOTTED_STEP = 0.5;

	private final long seed;

	PolicyPlots(long seed) {
		this.seed = seed;
	}

	List<Chart> charts() {
		List<Trace> traces = List.of(Trace.steps(Duration.ofSeconds(30), this.seed, 20, 400, 20),
				Trace.ramp(Duration.ofSeconds(120), this.seed, 20, 400),
				Trace.sine(Duration.ofSeconds(120), this.seed, 210, 190, Duration.ofSeconds(60)),
				Trace.noise(Duration.ofSeconds(60), this.seed, 200),
				Trace.steps(Duration.ofSeconds(60), this.seed, 20).withBurst(10, 10_000).named("burst of 10,000"));
		return traces.stream().map(this::chart).toList();
	}

	private Chart chart(Trace trace) {
		Course depth = simulate(trace, new DepthPolicy(10));
		Course drainTime = simulate(trace, new DrainTimePolicy(Duration.ofSeconds(1)));
		String summary = String.format(Locale.ROOT,
				"99 of 100 responses within %.2f s (depth) and %.2f s (drain time), at %.2f and %.2f times the least possible consumer-seconds.",
				depth.responseTime(99, 0, Double.MAX_VALUE), drainTime.responseTime(99, 0, Double.MAX_VALUE),
				share(depth), share(drainTime));
		return new Chart.Time("Simulated: " + trace.name(), summary, "consumers",
				List.of(new Chart.Series("busy at that load", Chart.Tone.ISSUE, true, load(trace)),
						new Chart.Series("depth", Chart.Tone.PATTERN, true, consumers(depth)),
						new Chart.Series("drain time", Chart.Tone.PATTERN, false, consumers(drainTime))),
				List.of());
	}

	private static Course simulate(Trace trace, ScalingPolicy policy) {
		Scaler scaler = new Scaler(policy, new Scaler.Bounds(1, MOST, Duration.ofSeconds(5), Duration.ofSeconds(3)), 1);
		return new Simulation(trace, INTERVAL, SupervisorConsumerDemo.WORK, START).run(1, scaler::decide);
	}

	private static double share(Course course) {
		return course.consumerSeconds() / course.leastConsumerSeconds(SupervisorConsumerDemo.WORK);
	}

	/** What arrives within a second, times what it takes; no more than there may be. */
	private static List<Point> load(Trace trace) {
		int[] arrived = new int[(int) trace.duration().toSeconds() + 1];
		for (double at : trace.arrivals()) {
			arrived[(int) at]++;
		}
		List<Point> points = new ArrayList<>();
		for (int second = 0; second < trace.duration().toSeconds(); second++) {
			double busy = arrived[second] * (SupervisorConsumerDemo.WORK.toNanos() / 1e9);
			points.add(new Point(second, Math.min(busy, MOST)));
		}
		return points;
	}

	private static List<Point> consumers(Course course) {
		List<Point> points = new ArrayList<>();
		double next = 0;
		for (Course.Moment moment : course.moments()) {
			if (moment.at() >= next) {
				points.add(new Point(moment.at(), moment.consumers()));
				next = moment.at() + PLOTTED_STEP;
			}
		}
		return points;
	}

}
