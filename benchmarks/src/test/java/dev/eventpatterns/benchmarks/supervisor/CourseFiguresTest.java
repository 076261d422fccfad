package dev.eventpatterns.benchmarks.supervisor;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.eventpatterns.benchmarks.Figure;
import dev.eventpatterns.supervisorconsumer.Course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CourseFiguresTest {

	private static final Load LOAD = new Load(1);

	@Test
	void tellsWhenTheNeededConsumersWereThereAndWhatTheyCost() {
		Course course = new Course(List.of(new Course.Message(30, 0.06), new Course.Message(55, 9)),
				List.of(new Course.Moment(0, 0, 1), new Course.Moment(11.5, 0, 22), new Course.Moment(60, 0, 2)), 70);

		List<Figure> figures = new CourseFigures(LOAD, "way", course, 0, true).all(course);

		assertThat(value(figures, "needed after")).isCloseTo(1.5, within(1e-9));
		assertThat(value(figures, "overshoot")).isEqualTo(2);
		assertThat(value(figures, "burst")).isCloseTo(9, within(1e-9));
		assertThat(value(figures, "turns")).isEqualTo(1);
		assertThat(value(figures, "consumer-s")).isCloseTo((11.5 + 48.5 * 22 + 10 * 2) / 0.1, within(1e-6));
		assertThat(value(figures, "settled p99 ÷ fixed")).isEqualTo(1);
	}

	@Test
	void saysThatItNeverCameToTheNeededConsumers() {
		Course course = new Course(List.of(new Course.Message(30, 0.06)), List.of(new Course.Moment(0, 0, 1)), 70);

		List<Figure> figures = new CourseFigures(LOAD, "way", course, 0, false).all(null);

		assertThat(value(figures, "needed after")).isInfinite();
		assertThat(figures).allMatch((figure) -> figure.atMost().isEmpty());
	}

	private static double value(List<Figure> figures, String name) {
		return figures.stream()
			.filter((figure) -> figure.name().startsWith(name))
			.findFirst()
			.orElseThrow()
			.values()
			.median();
	}

}
