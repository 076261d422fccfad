package dev.eventpatterns.producercontrolflow;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
		System.out.println(scenario.title() + " max " + ticks.stream().mapToDouble(Tick::depth).max().getAsDouble()
				+ " idle " + idleWhileOverloaded(ticks));
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

}
