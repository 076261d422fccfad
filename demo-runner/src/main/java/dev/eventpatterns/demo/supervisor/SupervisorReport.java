package dev.eventpatterns.demo.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import dev.eventpatterns.demo.report.Chart;
import dev.eventpatterns.demo.report.Figures;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.demo.report.Table;
import dev.eventpatterns.demo.report.Table.Cell;
import dev.eventpatterns.demo.report.Table.Row;
import dev.eventpatterns.supervisorconsumer.Course;
import dev.eventpatterns.supervisorconsumer.Trace;

/** Says in words, figures and pictures what came of each way. */
final class SupervisorReport {

	private static final double ALWAYS = Double.MAX_VALUE;

	private static final long SEED = 1982;

	private final Trace trace;

	private final Map<Way, Course> courses;

	private final String command;

	SupervisorReport(Trace trace, Map<Way, Course> courses, String command) {
		this.trace = trace;
		this.courses = courses;
		this.command = command;
	}

	Section section() {
		Course supervised = of(Way.SUPERVISED);
		boolean passed = supervised.messages().size() == this.trace.arrivals().length
				&& supervised.most(0, ALWAYS) <= Way.SUPERVISED.most();
		String headline = "One consumer had %s of %s orders still waiting in the end; the supervised ones %s, with up to %d consumers and half of the responses within %s."
			.formatted(Figures.count(waiting(of(Way.FIXED))), Figures.count(this.trace.arrivals().length),
					(waiting(supervised) == 0) ? "none" : Figures.count(waiting(supervised)),
					supervised.most(0, ALWAYS), response(supervised, 50));
		List<Chart> charts = new ArrayList<>();
		charts.add(chart("Orders that wait", "Where one consumer falls behind, the supervised ones catch up.", "orders",
				Course.Moment::depth));
		charts.add(chart("Consumers at work", "They come when orders wait, and go when they are not needed.",
				"consumers", Course.Moment::consumers));
		charts.addAll(new PolicyPlots(SEED).charts());
		return new Section(SupervisorConsumerDemo.NAME, SupervisorConsumerDemo.QUESTION, passed, headline, contrasts(),
				table(), charts, notes(), this.command)
			.summedUp(Figures.count(waiting(of(Way.FIXED))) + " waiting",
					Figures.count(waiting(supervised)) + " waiting", Figures.times(spent(supervised)) + " the work");
	}

	private Course of(Way way) {
		return Objects.requireNonNull(this.courses.get(way));
	}

	private long waiting(Course course) {
		return this.trace.arrivals().length - course.messages().size();
	}

	private static String response(Course course, double percentile) {
		double seconds = course.responseTime(percentile, 0, ALWAYS);
		return Double.isNaN(seconds) ? "-" : Figures.seconds(Duration.ofMillis((long) (1e3 * seconds)));
	}

	private List<Section.Contrast> contrasts() {
		List<Section.Contrast> contrasts = new ArrayList<>();
		for (Way way : Way.values()) {
			Course course = of(way);
			contrasts.add(new Section.Contrast(way.label(), response(course, 50),
					"response time, half of the orders done; " + Figures.count(waiting(course)) + " still wait",
					way == Way.SUPERVISED && waiting(course) == 0));
		}
		return contrasts;
	}

	private Table table() {
		return new Table("The same load, at the same time, in two ways",
				List.of(Way.FIXED.label(), Way.SUPERVISED.label()),
				List.of(row("orders sent", (course) -> Cell.of(Figures.count(this.trace.arrivals().length))),
						row("still waiting in the end", (course) -> Cell.mustBeZero(waiting(course))),
						row("50 of 100 responses within", (course) -> Cell.of(response(course, 50))),
						row("99 of 100 responses within", (course) -> Cell.of(response(course, 99))),
						row("most orders that waited", (course) -> Cell.of(Figures.count(course.deepest()))),
						row("most consumers", (course) -> Cell.of(Figures.count(course.most(0, ALWAYS)))),
						row("consumer-seconds ÷ work done",
								(course) -> Cell.of(String.format(Locale.ROOT, "%.1f", spent(course))))));
	}

	private static double spent(Course course) {
		return course.consumerSeconds() / course.leastConsumerSeconds(SupervisorConsumerDemo.WORK);
	}

	private Row row(String label, Function<Course, Cell> figure) {
		return Row.of(label, figure.apply(of(Way.FIXED)), figure.apply(of(Way.SUPERVISED)));
	}

	private Chart chart(String title, String summary, String unit, ToDoubleFunction<Course.Moment> figure) {
		return new Chart.Time(title, summary, unit, List.of(series(Way.FIXED, Chart.Tone.ISSUE, figure),
				series(Way.SUPERVISED, Chart.Tone.PATTERN, figure)), List.of());
	}

	private Chart.Series series(Way way, Chart.Tone tone, ToDoubleFunction<Course.Moment> figure) {
		return new Chart.Series(way.label(), tone, false,
				of(way).moments()
					.stream()
					.map((moment) -> new Chart.Point(moment.at(), figure.applyAsDouble(moment)))
					.toList());
	}

	private List<String> notes() {
		return List.of(
				"Both ways have a process of their own and get the same orders at the same moments, for "
						+ Figures.seconds(this.trace.duration()) + ". An order takes "
						+ SupervisorConsumerDemo.WORK.toMillis() + " ms.",
				"Response times are those of the orders that were done, from sent-at to finishedAt.",
				"What is called simulated was not measured: the policies' own code ran on a queue on paper.");
	}

}
