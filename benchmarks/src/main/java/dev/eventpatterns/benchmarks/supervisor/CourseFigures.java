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

	private final int undone;

	private final boolean aimed;

	private final List<Figure> figures = new ArrayList<>();

	/**
	 * Prepares.
	 * @param undone how many orders were not done in the end
	 * @param aimed whether it is one of the policies, whose figures have aims
	 */
	CourseFigures(Load load, String name, Course course, int undone, boolean aimed) {
		this.load = load;
		this.name = name;
		this.course = course;
		this.undone = undone;
		this.aimed = aimed;
	}

	/**
	 * All figures: response times over all orders, and those of the orders that came when
	 * the high rate should have been settled; the consumers' time beside the time that
	 * the work takes; how long it took until there were as many as the high rate keeps
	 * busy (infinite where that never was), and by how many there were more; how long the
	 * burst took; and how often the number of consumers changed its direction.
	 * @param fixed the course with a fixed number at the peak, null if it was not run
	 */
	List<Figure> all(@Nullable Course fixed) {
		double end = Double.POSITIVE_INFINITY;
		add("p50, ms", 1e3 * this.course.responseTime(50, 0, end), Double.NaN);
		add("p99, ms", 1e3 * this.course.responseTime(99, 0, end), Double.NaN);
		add("settled p99, ms", 1e3 * settled(this.course), Double.NaN);
		if (fixed != null) {
			add("settled p99 ÷ fixed", settled(this.course) / settled(fixed), 1.5);
		}
		add("consumer-s ÷ least", this.course.consumerSeconds() / least(), 1.3);
		add("not done", this.undone, 0);
		add("needed after, s", reached(), 2 * INTERVAL);
		add("overshoot", this.course.most(this.load.up(), this.load.down()) - (double) Load.NEEDED, Double.NaN);
		double burst = this.load.burstAt();
		add("burst, s", this.course.doneAt(burst - 1e-6, burst + 1e-6) - burst,
				1.5 * this.load.idealBurst() + INTERVAL);
		add("turns", this.course.turns(), 5);
		return this.figures;
	}

	/** What was done is all that counts. */
	private double least() {
		return (this.course.messages().size() - this.undone) * (Load.WORK.toNanos() / 1e9);
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
