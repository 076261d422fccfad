package dev.eventpatterns.benchmarks.watch;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.eventpatterns.benchmarks.Round;

/**
 * What came of one change.
 *
 * @param expected how many services were to be told
 * @param told how many were
 * @param all how long it took until the last knew
 * @param living how many were told whose addresses never die
 * @param allLiving how long it took until the last of these knew
 * @param p99Millis until 99 of 100 of all knew
 * @param quietConnections connections while nothing changed
 * @param quietBytesPerSecond bytes over the wire a second while nothing changed
 * @param connectionsDuring connections at the most during the change
 * @param kilobytesDuring what went over the wire from the change until all knew
 */
record Told(int expected, int told, Duration all, int living, Duration allLiving, double p99Millis,
		double quietConnections, double quietBytesPerSecond, double connectionsDuring, double kilobytesDuring) {

	/**
	 * Sums up.
	 * @param begun when the change began, as {@link System#nanoTime}
	 * @param told when each service knew, by its name
	 * @param living those whose addresses never die
	 */
	static Told of(int expected, long begun, Map<String, Long> told, Set<String> living, Wire quiet, Wire during) {
		long[] all = sorted(told, begun, (service) -> true);
		long[] alive = sorted(told, begun, living::contains);
		return new Told(expected, all.length, Duration.ofNanos(at(all, 1)), alive.length,
				Duration.ofNanos(at(alive, 1)), at(all, 0.99) / 1e6, quiet.connections(),
				quiet.bytes() / quiet.seconds(), during.connections(), during.bytes() / 1e3);
	}

	private static long[] sorted(Map<String, Long> told, long begun, Predicate<String> wanted) {
		return told.entrySet()
			.stream()
			.filter((entry) -> wanted.test(entry.getKey()))
			.mapToLong((entry) -> entry.getValue() - begun)
			.sorted()
			.toArray();
	}

	private static long at(long[] sorted, double part) {
		return (sorted.length > 0) ? sorted[(int) Math.ceil(sorted.length * part) - 1] : 0;
	}

	/** How soon those knew whose addresses never die. */
	Round livingRound() {
		return new Round(this.living, this.allLiving, round().problem());
	}

	Round round() {
		return new Round(this.told, this.all, (this.told == this.expected) ? Optional.empty()
				: Optional.of("only " + this.told + " of " + this.expected + " services were told"));
	}

	/**
	 * What was on the wire for a while.
	 *
	 * @param connections the most that were open at once
	 * @param bytes in both directions
	 * @param seconds how long
	 */
	record Wire(int connections, long bytes, double seconds) {
	}

}
