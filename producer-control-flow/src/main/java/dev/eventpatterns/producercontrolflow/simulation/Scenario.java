package dev.eventpatterns.producercontrolflow.simulation;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.producercontrolflow.FlowSettings;

/**
 * What is calculated.
 *
 * @param title in a few words
 * @param settings what the controller keeps to
 * @param producers who sends
 * @param capacity orders a second that consumers can take
 * @param supervisor who scales consumers, in place of the capacity; null: nobody
 * @param acksCounted whether the controller is told the rate of acknowledgements
 * @param seconds how long
 */
public record Scenario(String title, FlowSettings settings, List<SimulatedProducer> producers, Load capacity,
		@Nullable SimulatedSupervisor supervisor, boolean acksCounted, double seconds) {

	public Scenario {
		producers = List.copyOf(producers);
	}

	/** Marks at 500 and 1,000 orders, and a decision every quarter of a second. */
	public static FlowSettings usualSettings() {
		return new FlowSettings("simulated", 500, 1_000, Duration.ofMillis(250), Duration.ofSeconds(2),
				Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(10));
	}

	/**
	 * Three alike that share a load, a fixed capacity, and no count of acknowledgements.
	 */
	public static Scenario of(String title, Load offered, Load capacity, double seconds) {
		Load third = (second) -> offered.at(second) / 3;
		return new Scenario(
				title, usualSettings(), List.of(new SimulatedProducer("a", 1, third, 0, 100),
						new SimulatedProducer("b", 1, third, 0, 100), new SimulatedProducer("c", 1, third, 0, 100)),
				capacity, null, false, seconds);
	}

}
