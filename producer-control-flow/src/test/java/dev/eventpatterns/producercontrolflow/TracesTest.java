package dev.eventpatterns.producercontrolflow;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventpatterns.producercontrolflow.FlowDecision.Kind;
import dev.eventpatterns.producercontrolflow.simulation.FlowSimulation;
import dev.eventpatterns.producercontrolflow.simulation.Load;
import dev.eventpatterns.producercontrolflow.simulation.Scenario;
import dev.eventpatterns.producercontrolflow.simulation.SimulatedProducer;
import dev.eventpatterns.producercontrolflow.simulation.SimulatedSupervisor;
import dev.eventpatterns.producercontrolflow.simulation.Tick;

import static org.assertj.core.api.Assertions.assertThat;

/** The controller as it runs live, on loads that are only calculated. */
class TracesTest {

	private static final double HIGH = 1_000;

	/** May have ten consumers and stays at one, however deep the queue. */
	private static final SimulatedSupervisor IDLE = new SimulatedSupervisor(10, 100_000, 20, 10);

	static Stream<Scenario> overloads() {
		Load capacity = Load.constant(200);
		return Stream.of(Scenario.of("step", Load.step(100, 2_000, 5), capacity, 60),
				Scenario.of("ramp", Load.ramp(0, 2_000, 5, 30), capacity, 60),
				Scenario.of("sine", Load.sine(600, 500, 20), capacity, 80),
				Scenario.of("bursts", Load.bursts(100, 1_500, 15, 8), capacity, 80),
				Scenario.of("noise", Load.step(100, 2_000, 5).withNoise(0.5, 1), capacity.withNoise(0.3, 2), 60),
				Scenario.of("slower consumers", Load.constant(1_000), Load.step(300, 60, 30), 80),
				Scenario.of("faster consumers", Load.constant(1_000), Load.step(100, 400, 30), 60));
	}

	@ParameterizedTest
	@MethodSource("overloads")
	void keepsTheQueueBelowHighWaterAndAFifth(Scenario scenario) {
		List<Tick> ticks = FlowSimulation.run(scenario);

		assertThat(ticks).allMatch((tick) -> tick.depth() <= 1.2 * HIGH, "is at most 1.2 times high water");
		assertThat(ticks).anyMatch((tick) -> tick.permitted() != null);
	}

	private static double idleWhileOverloaded(List<Tick> ticks) {
		return ticks.stream().filter((tick) -> tick.permitted() != null).mapToDouble(Tick::idle).average().orElse(0);
	}

	@ParameterizedTest
	@MethodSource("overloads")
	void leavesConsumersNoTimeToIdleWhileItThrottles(Scenario scenario) {
		List<Tick> ticks = FlowSimulation.run(scenario);

		assertThat(idleWhileOverloaded(ticks)).isLessThan(0.03);
	}

	@Test
	void isBackToNormalWithinThreeSecondsAfterAnOverload() {
		List<Tick> ticks = FlowSimulation
			.run(Scenario.of("pulse", Load.pulse(60, 2_000, 5, 40), Load.constant(200), 60));

		double released = ticks.stream()
			.filter((tick) -> tick.second() > 40 && tick.permitted() == null)
			.mapToDouble(Tick::second)
			.findFirst()
			.orElseThrow();
		assertThat(released).isLessThan(43);
		assertThat(ticks).filteredOn((tick) -> tick.second() > 43).allMatch((tick) -> tick.permitted() == null);
	}

	@Test
	void bringsTheDepthToTheMiddleOfTheMarks() {
		List<Tick> ticks = FlowSimulation.run(Scenario.of("step", Load.step(100, 2_000, 5), Load.constant(200), 40));

		assertThat(ticks).filteredOn((tick) -> tick.second() > 20)
			.allSatisfy((tick) -> assertThat(tick.depth()).isCloseTo(750, Percentage.withPercentage(7)));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void learnsTheConsumersSpeedWithAndWithoutCountedAcks(boolean acksCounted) {
		Scenario plain = Scenario.of("step", Load.step(100, 2_000, 5), Load.constant(200), 30);
		List<Tick> ticks = FlowSimulation.run(new Scenario(plain.title(), plain.settings(), plain.producers(),
				plain.capacity(), null, acksCounted, plain.seconds()));

		assertThat(ticks.get(ticks.size() - 1).decision().consumingPerSecond()).isCloseTo(200,
				Percentage.withPercentage(5));
		assertThat(ticks.get(ticks.size() - 1).permitted()).isCloseTo(200, Percentage.withPercentage(5));
	}

	@Test
	void lowersAtOnceAndRaisesSlowly() {
		Scenario scenario = Scenario.of("stall", Load.constant(1_000), Load.pulse(200, 0, 20, 30), 60);

		List<Tick> ticks = FlowSimulation.run(scenario);

		double lowest = ticks.stream()
			.filter((tick) -> tick.second() > 24 && tick.second() < 30)
			.mapToDouble((tick) -> Objects.requireNonNullElse(tick.permitted(), 1e9))
			.min()
			.orElseThrow();
		assertThat(lowest).as("while consumers hang").isLessThan(5);
		assertThat(ticks).allMatch((tick) -> tick.depth() <= 1.2 * HIGH);
		for (int i = 1; i < ticks.size(); i++) {
			Double from = ticks.get(i - 1).permitted();
			Double to = ticks.get(i).permitted();
			if (from != null && to != null) {
				// A quarter of a second is an eighth of the time to grow by that much.
				assertThat(to - from)
					.isLessThanOrEqualTo(Math.max(1, ticks.get(i).decision().consumingPerSecond()) / 8 + 0.01);
			}
		}
		assertThat(ticks.get(ticks.size() - 1).permitted()).isCloseTo(200, Percentage.withPercentage(10));
	}

	@Test
	void sharesByWeightAlsoWithOneThatStartsLate() {
		Load much = Load.constant(1_000);
		Scenario scenario = new Scenario(
				"weights", Scenario.usualSettings(), List.of(new SimulatedProducer("one", 1, much, 0, 100),
						new SimulatedProducer("two", 2, much, 0, 100), new SimulatedProducer("late", 1, much, 20, 100)),
				Load.constant(200), null, false, 60);

		List<Tick> ticks = FlowSimulation.run(scenario);

		List<Double> before = sentBetween(ticks, 10, 19);
		assertThat(before.get(1) / before.get(0)).isCloseTo(2, Percentage.withPercentage(3));
		List<Double> after = sentBetween(ticks, 30, 59);
		assertThat(after.get(1) / after.get(0)).isCloseTo(2, Percentage.withPercentage(3));
		assertThat(after.get(2) / after.get(0)).isCloseTo(1, Percentage.withPercentage(3));
	}

	@Test
	void givesToOthersWhatOneDoesNotWant() {
		Scenario scenario = new Scenario("modest", Scenario.usualSettings(),
				List.of(new SimulatedProducer("modest", 1, Load.constant(20), 0, 100),
						new SimulatedProducer("greedy", 1, Load.constant(1_000), 0, 100)),
				Load.constant(200), null, false, 60);

		List<Double> sent = sentBetween(FlowSimulation.run(scenario), 30, 59);

		assertThat(sent.get(0) / 29).isCloseTo(20, Percentage.withPercentage(5));
		assertThat(sent.get(1) / 29).isCloseTo(180, Percentage.withPercentage(5));
	}

	private static List<Double> sentBetween(List<Tick> ticks, double from, double to) {
		List<Double> before = at(ticks, from).sent();
		List<Double> after = at(ticks, to).sent();
		return IntStream.range(0, before.size()).mapToObj((i) -> after.get(i) - before.get(i)).toList();
	}

	private static Tick at(List<Tick> ticks, double second) {
		return ticks.stream().filter((tick) -> tick.second() >= second).findFirst().orElseThrow();
	}

	@Test
	void scalesFirstThrottlesAtTheCapAndReleasesBeforeScalingDown() {
		Scenario scenario = supervised(new SimulatedSupervisor(10, 50, 20, 10), Load.pulse(60, 600, 5, 40), 60);

		List<Tick> ticks = FlowSimulation.run(scenario);

		double capped = first(ticks, 0, (tick) -> tick.consumers() == 10);
		double throttled = first(ticks, 0, (tick) -> tick.decision().kind() == Kind.THROTTLED);
		double released = first(ticks, 40, (tick) -> tick.permitted() == null);
		double scaledDown = first(ticks, 40, (tick) -> tick.consumers() < 10);
		assertThat(throttled).isGreaterThanOrEqualTo(capped);
		assertThat(ticks).filteredOn((tick) -> tick.permitted() != null).allMatch((tick) -> tick.consumers() == 10);
		assertThat(scaledDown).isGreaterThan(released);
	}

	@Test
	void doesNotWaitForConsumersThatDoNotCome() {
		// Ten orders a second more than one consumer takes.
		Scenario scenario = supervised(IDLE, Load.step(600, 30, 1.7), 30);

		List<Tick> ticks = FlowSimulation.run(scenario);

		double high = first(ticks, 0, (tick) -> tick.depth() >= HIGH - 5);
		double throttled = first(ticks, 0, (tick) -> tick.decision().kind() == Kind.THROTTLED);
		assertThat(throttled - high).isBetween(9.5, 11.0);
	}

	@Test
	void doesNotWaitForConsumersWhileTheQueueGrowsFarAboveHighWater() {
		Scenario scenario = supervised(IDLE, Load.pulse(60, 600, 5, 40), 40);

		List<Tick> ticks = FlowSimulation.run(scenario);

		assertThat(ticks).allMatch((tick) -> tick.depth() <= 1.25 * HIGH, "is at most 1.25 times high water");
	}

	private static Scenario supervised(SimulatedSupervisor supervisor, Load offered, double seconds) {
		Scenario plain = Scenario.of("supervised", offered, Load.constant(0), seconds);
		return new Scenario(plain.title(), plain.settings(), plain.producers(), plain.capacity(), supervisor, false,
				plain.seconds());
	}

	private static double first(List<Tick> ticks, double from, Predicate<Tick> which) {
		return ticks.stream()
			.filter((tick) -> tick.second() >= from)
			.filter(which)
			.mapToDouble(Tick::second)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void givesTheSameTicksForTheSameScenario() {
		List<Tick> once = overloads().flatMap((scenario) -> FlowSimulation.run(scenario).stream()).toList();

		assertThat(overloads().flatMap((scenario) -> FlowSimulation.run(scenario).stream()).toList()).isEqualTo(once);
	}

}
