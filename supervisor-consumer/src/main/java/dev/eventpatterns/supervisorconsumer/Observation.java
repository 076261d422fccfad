package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a channel at a moment. A figure that could not be measured is null,
 * never 0.
 *
 * @param at the moment, by the clock of whoever decides
 * @param sampledAt when the channel was looked at, null if it never was
 * @param ready messages that wait for a consumer
 * @param unacked messages that a consumer has in hand
 * @param arrivalRate messages a second that arrive
 * @param serviceTime how long a consumer takes for a message, on average
 * @param consumers how many consumers there are
 * @param hanging how many of them have been at one message for too long
 */
public record Observation(Instant at, @Nullable Instant sampledAt, @Nullable Long ready, @Nullable Long unacked,
		@Nullable Double arrivalRate, @Nullable Duration serviceTime, int consumers, int hanging) {

	/**
	 * How many consumers the arrivals keep busy on average, by Little's law.
	 * @return null where the rate of the arrivals or the service time is unknown
	 */
	public @Nullable Double load() {
		return (this.arrivalRate != null && this.serviceTime != null)
				? this.arrivalRate * this.serviceTime.toNanos() / 1e9 : null;
	}

}
