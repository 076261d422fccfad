package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.util.List;

/**
 * What is watched, and when it counts as what.
 *
 * @param queues names of queues, or patterns with {@code *} and {@code ?}
 * @param interval from one sample of a channel to the next; at least 10 ms
 * @param rateWindow over which time rates are taken; at least twice the broker's tick
 * @param statisticsInterval the tick of the broker's statistics, its
 * {@code collect_statistics_interval}
 * @param laggingRatio arrivals ÷ service from which on a channel lags; more than 1
 * @param stalledAfter how long nothing is acknowledged before a channel is stalled
 * @param steadySamples how many samples in a row must agree before a verdict changes; at
 * least 1
 * @param timeout how long the broker may take for an answer
 */
public record MonitorSettings(List<String> queues, Duration interval, Duration rateWindow, Duration statisticsInterval,
		double laggingRatio, Duration stalledAfter, int steadySamples, Duration timeout) {

	private static final Duration SHORTEST = Duration.ofMillis(10);

	/**
	 * Checks what concerns several settings at once.
	 * @throws IllegalArgumentException if a setting is out of its range
	 */
	public MonitorSettings {
		queues = List.copyOf(queues);
		require(interval.compareTo(SHORTEST) >= 0, "interval must be 10 ms or more, was " + interval);
		require(rateWindow.compareTo(statisticsInterval.multipliedBy(2)) >= 0,
				"rate-window (" + rateWindow.toMillis() + " ms) must be at least twice the statistics-interval ("
						+ statisticsInterval.toMillis() + " ms): raise it or lower that");
		require(laggingRatio > 1, "lagging-ratio must be more than 1, was " + laggingRatio);
		require(steadySamples >= 1, "steady-samples must be 1 or more, was " + steadySamples);
		require(!timeout.isNegative() && !timeout.isZero(), "timeout must be more than 0");
	}

	/**
	 * The usual settings for some queues.
	 * @param queues names or patterns
	 * @return settings with the defaults of the service
	 */
	public static MonitorSettings of(String... queues) {
		return new MonitorSettings(List.of(queues), Duration.ofSeconds(1), Duration.ofSeconds(10),
				Duration.ofSeconds(5), 1.1, Duration.ofSeconds(5), 3, Duration.ofSeconds(2));
	}

	/** The same with another interval. */
	public MonitorSettings every(Duration interval) {
		return new MonitorSettings(this.queues, interval, this.rateWindow, this.statisticsInterval, this.laggingRatio,
				this.stalledAfter, this.steadySamples, this.timeout);
	}

	/** The same for a broker whose statistics have another tick. */
	public MonitorSettings withStatisticsEvery(Duration tick) {
		return new MonitorSettings(this.queues, this.interval, this.rateWindow, tick, this.laggingRatio,
				this.stalledAfter, this.steadySamples, this.timeout);
	}

	/** The age from which on a figure does not tell about the present any more. */
	public Duration staleAfter() {
		return this.interval.multipliedBy(3);
	}

	private static void require(boolean kept, String message) {
		if (!kept) {
			throw new IllegalArgumentException(message);
		}
	}

}
