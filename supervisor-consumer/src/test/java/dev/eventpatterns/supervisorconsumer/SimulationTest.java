package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The policies on loads of all kinds, by the code that also runs live. */
class SimulationTest {

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final Duration WORK = Duration.ofMillis(50);

	private static final Duration START = Duration.ofMillis(20);

	private static final double ALWAYS = Double.POSITIVE_INFINITY;

	private static final int MOST = 50;

	private static final long SEED = 1982;

	static Stream<ScalingPolicy> policies() {
		return Stream.of(new DepthPolicy(10), new DrainTimePolicy(Duration.ofSeconds(1)));
	}

	static List<Trace> loads() {
		return List.of(Trace.steps(Duration.ofSeconds(30), SEED, 20, 400, 20),
				Trace.ramp(Duration.ofSeconds(120), SEED, 20, 400),
				Trace.sine(Duration.ofSeconds(180), SEED, 210, 190, Duration.ofSeconds(60)),
				Trace.noise(Duration.ofSeconds(60), SEED, 200),
				Trace.steps(Duration.ofSeconds(60), SEED, 20).withBurst(10, 10_000));
	}

	static Stream<Object[]> policiesOnLoads() {
		return policies().flatMap((policy) -> loads().stream().map((load) -> new Object[] { policy, load }));
	}

	@Test
	void agreesWithWhatCanBeReckoned() {
		Trace burst = new Trace("burst", Duration.ofSeconds(10), new double[0]).withBurst(0, 100);

		Course course = fixed(burst, 10);

		assertThat(course.doneAt(0, 1)).isCloseTo(0.5, within(1e-9));
		assertThat(course.responseTime(50, 0, 1)).isCloseTo(0.25, within(1e-9));
		assertThat(course.responseTime(100, 0, 1)).isCloseTo(0.5, within(1e-9));
		assertThat(course.consumerSeconds()).isCloseTo(100, within(1e-6));
		assertThat(course.leastConsumerSeconds(WORK)).isCloseTo(5, within(1e-9));
		assertThat(course.turns()).isZero();
	}

	/** Mean wait of an M/D/1 queue: ρS / 2(1 - ρ) (Pollaczek and Khinchine). */
	@Test
	void agreesWithTheTheoryOfQueues() {
		Trace trace = Trace.steps(Duration.ofSeconds(20_000), SEED, 10);

		Course course = fixed(trace, 1);

		double mean = course.messages().stream().mapToDouble(Course.Message::responseTime).average().orElseThrow();
		assertThat(mean).isCloseTo(0.05 + 0.5 * 0.05 / (2 * (1 - 0.5)), within(0.002));
	}

	@ParameterizedTest
	@MethodSource("policies")
	void hasTheConsumersThatAStepNeedsWithinTwoIntervals(ScalingPolicy policy) {
		Course course = supervised(Trace.steps(Duration.ofSeconds(30), SEED, 20, 400, 20), policy,
				Duration.ofSeconds(1));

		assertThat(course.reached(20, 30)).isLessThanOrEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("policies")
	void isNearlyAsQuickAsAFixedNumberAtThePeak(ScalingPolicy policy) {
		Trace trace = Trace.steps(Duration.ofSeconds(30), SEED, 20, 400, 20);

		double supervised = supervised(trace, policy, Duration.ofSeconds(1)).responseTime(99, 40, 60);

		assertThat(supervised).isLessThanOrEqualTo(1.5 * fixed(trace, 25).responseTime(99, 40, 60));
	}

	@ParameterizedTest
	@MethodSource("policies")
	void drainsABurstAlmostAsFastAsCanBe(ScalingPolicy policy) {
		Trace trace = Trace.steps(Duration.ofSeconds(30), SEED, 20).withBurst(10.5, 10_000);

		double took = supervised(trace, policy, Duration.ofSeconds(1)).doneAt(10.5, 10.5001) - 10.5;

		double ideal = 10_000 * 0.05 / MOST;
		assertThat(took).isLessThanOrEqualTo(1.5 * ideal + 1);
	}

	@ParameterizedTest
	@MethodSource("policies")
	void usesLittleMoreThanTheWorkTakes(ScalingPolicy policy) {
		Trace trace = Trace.of("all", Duration.ofSeconds(75), (at) -> (at >= 10 && at < 45) ? 400 : 20, 400, SEED)
			.withBurst(55, 10_000);

		Course course = supervised(trace, policy, Duration.ofSeconds(1));

		assertThat(course.consumerSeconds() / course.leastConsumerSeconds(WORK)).isLessThanOrEqualTo(1.4);
	}

	@ParameterizedTest
	@MethodSource("policies")
	void doesNotFlapOnASteadyLoad(ScalingPolicy policy) {
		Course course = supervised(Trace.steps(Duration.ofSeconds(600), SEED, 200), policy, Duration.ofSeconds(10));

		assertThat(course.turns()).isLessThanOrEqualTo(8);
		assertThat(course.messages()).hasSizeGreaterThan(100_000);
	}

	@ParameterizedTest
	@MethodSource("policiesOnLoads")
	void servesEveryMessageWithinTheBoundsWhateverTheLoad(ScalingPolicy policy, Trace load) {
		Course course = supervised(load, policy, Duration.ofSeconds(10));

		assertThat(course.messages()).hasSize(load.arrivals().length);
		assertThat(course.most(0, ALWAYS)).isBetween(1, MOST);
		assertThat(course.responseTime(50, 0, ALWAYS)).isLessThan(15);
	}

	@Test
	void showsTheIssue() {
		Trace trace = Trace.steps(Duration.ofSeconds(30), SEED, 20, 400, 20);

		assertThat(fixed(trace, 1).responseTime(50, 0, ALWAYS)).isGreaterThan(100);
	}

	private static Course fixed(Trace trace, int consumers) {
		return new Simulation(trace, INTERVAL, WORK, START).run(consumers,
				(seen) -> new Decision(Decision.Kind.KEEP, consumers, consumers, "fixed", seen.at()));
	}

	private static Course supervised(Trace trace, ScalingPolicy policy, Duration keepAlive) {
		Scaler scaler = new Scaler(policy, new Scaler.Bounds(1, MOST, keepAlive, Duration.ofSeconds(3)), 1);
		return new Simulation(trace, INTERVAL, WORK, START).run(1, scaler::decide);
	}

}
