package dev.eventpatterns.producercontrolflow.simulation;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.producercontrolflow.FlowDecision;

/**
 * What was so at the moment of a decision.
 *
 * @param second since the start
 * @param depth orders in the queue
 * @param offered orders a second that callers offered
 * @param consumed orders a second that consumers took since the tick before
 * @param consumers how many there were; 0 without a supervisor
 * @param idle part of the time since the tick before in which consumers had nothing to do
 * @param sent orders that each producer has sent since the start
 * @param decision what the controller decided
 */
public record Tick(double second, double depth, double offered, double consumed, int consumers, double idle,
		List<Double> sent, FlowDecision decision) {

	public Tick {
		sent = List.copyOf(sent);
	}

	/** What all producers may send now; null: unthrottled. */
	public @Nullable Double permitted() {
		return this.decision.toPerSecond();
	}

}
