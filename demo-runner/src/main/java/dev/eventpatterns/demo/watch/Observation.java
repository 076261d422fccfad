package dev.eventpatterns.demo.watch;

import java.util.List;

/**
 * What was seen of one way.
 *
 * @param label the way
 * @param risk what the service that stayed knew when
 * @param pricing what the service that went and came back knew when
 * @param missedTold how many revisions it was told to have missed; -1: nobody told it
 * @param connections how many connections to services were open, over time
 * @param quietConnections the most that were open while nothing changed
 * @param quietBytes bytes over the wire while nothing changed
 */
record Observation(String label, Knowledge risk, Knowledge pricing, long missedTold, List<Sample> connections,
		int quietConnections, long quietBytes) {

	/**
	 * How many connections were open at a moment.
	 */
	record Sample(double second, int connections) {
	}

}
