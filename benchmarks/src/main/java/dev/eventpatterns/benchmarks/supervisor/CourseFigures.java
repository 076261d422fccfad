package dev.eventpatterns.benchmarks.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.benchmarks.Figure;
import dev.eventpatterns.benchmarks.Spread;
import dev.eventpatterns.supervisorconsumer.Course;

/** What one set-up has come to, in figures. */
final class CourseFigures {

	private static final double INTERVAL = 1;

	private final Load load;

	private final String name;

	private final Course course;

	private final boolean aimed;

	private final List<Figure> figures = new ArrayList<>();

	/**
	 * Prepares.
	 * @param aimed whether it is one of the policies, whose figures have aims
	 */
	CourseFigures(Load load, String name, Course course, boolean aimed) {
		this.load = load;
		this.name = name;
		this.course = course;
		this.aimed = aimed;
	}

	/**
	 * All figures.
	 * @param fixed the course with a fixed number at the peak, null if it was not run
	 */
	List<Figure> all(@Nullable Course fixed) {
		double end = Double.POSITIVE_INFINITY;
		add("p50 of the response time, ms", 1e3 * this.course.responseTime(50, 0, end), Double.NaN);
		add("p99 of the response time, ms", 1e3 * this.course.responseTime(99, 0, end), Double.NaN);
		add("p99 when settled at 400 orders/s, ms", 1e3 * settled(this.course), Double.NaN);
		if (fixed != null) {
			add("the same ÷ fixed at the peak's need", settled(this.course) / settled(fixed), 1.5);
		}
		add("consumer-seconds ÷ the least possible",
				this.course.consumerSeconds() / this.course.leastConsumerSeconds(Load.WORK), 1.3);
		add("time to the needed consumers, s (Infinity: never)", reached(), 2 * INTERVAL);
		add("most consumers beyond the need at 400 orders/s",
				this.course.most(this.load.up(), this.load.down()) - (double) Load.NEEDED, Double.NaN);
		double burst = this.load.burstAt();
		add("burst drained after, s (ideal: %.1f)".formatted(this.load.idealBurst()),
				this.course.doneAt(burst - 1e-6, burst + 1e-6) - burst, 1.5 * this.load.idealBurst() + INTERVAL);
		add("changes of direction", this.course.turns(), 5);
		return this.figures;
	}

	private double settled(Course of) {
		return of.responseTime(99, this.load.settled(), this.load.down());
	}

	private double reached() {
		double reached = this.course.reached(Load.NEEDED, this.load.up());
		return Double.isNaN(reached) ? Double.POSITIVE_INFINITY : reached;
	}

	private void add(String figure, double value, double atMost) {
		OptionalDouble aim = (this.aimed && !Double.isNaN(atMost)) ? OptionalDouble.of(atMost) : OptionalDouble.empty();
		this.figures.add(new Figure(this.name, figure, Spread.of(List.of(value)), aim));
	}

}
