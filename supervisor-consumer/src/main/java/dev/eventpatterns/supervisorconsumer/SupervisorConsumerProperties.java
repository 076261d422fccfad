package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the supervisor and its consumers. The numbers of consumers are those of all
 * instances together, and hold for each of the two queues.
 *
 * @param interval how often the supervisor looks and decides
 * @param policy how it finds out what is needed
 * @param messagesPerConsumer how many messages there may be for each consumer; in policy
 * depth only
 * @param targetTime within what time all that waits has to be served; in policy
 * drain-time only
 * @param minConsumers the fewest consumers
 * @param maxConsumers the most consumers
 * @param keepAlive for how long a consumer is not needed before it goes
 * @param hangAfter after how long with one order a consumer counts as hanging
 * @param work how long the built-in handler takes for an order
 * @param replyTimeout how long a request may wait for its reply
 * @param publishProcessed whether what was done is published
 * @param confirmTimeout how long the broker may take to confirm what is published
 * @param retry how often an order is tried again
 * @param queue the queues' names
 */
@Validated
@ConfigurationProperties("supervisor-consumer")
public record SupervisorConsumerProperties(
		@DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration interval,
		@DefaultValue("depth") Policy policy, @DefaultValue("10") @Min(1) @Max(1_000_000) int messagesPerConsumer,
		@DefaultValue("2s") @DurationMin(millis = 10) Duration targetTime,
		@DefaultValue("1") @Min(0) @Max(10_000) int minConsumers,
		@DefaultValue("500") @Min(1) @Max(10_000) int maxConsumers,
		@DefaultValue("10s") @DurationMin Duration keepAlive,
		@DefaultValue("1m") @DurationMin(millis = 100) Duration hangAfter,
		@DefaultValue("0s") @DurationMin Duration work,
		@DefaultValue("5s") @DurationMin(millis = 1) Duration replyTimeout,
		@DefaultValue("true") boolean publishProcessed,
		@DefaultValue("5s") @DurationMin(millis = 100) Duration confirmTimeout, @DefaultValue @Valid Retry retry,
		@DefaultValue @Valid Queues queue) {

	/** After so many intervals what was heard does not count any more. */
	private static final int STALE_INTERVALS = 3;

	/**
	 * Checks what concerns several settings at once.
	 * @throws IllegalArgumentException if no number of consumers is within the bounds
	 */
	public SupervisorConsumerProperties {
		if (minConsumers > maxConsumers) {
			throw new IllegalArgumentException("supervisor-consumer.min-consumers (" + minConsumers
					+ ") must not be more than supervisor-consumer.max-consumers (" + maxConsumers + ")");
		}
		if (queue.orders().equals(queue.requests())) {
			throw new IllegalArgumentException("supervisor-consumer.queue.orders and supervisor-consumer.queue.requests"
					+ " must be two queues, both are " + queue.orders());
		}
	}

	/** From which age on what was seen or heard does not count any more. */
	public Duration staleAfter() {
		return this.interval.multipliedBy(STALE_INTERVALS);
	}

	/**
	 * What decides for one queue.
	 * @param consumers how many consumers there are already
	 */
	public Scaler scaler(int consumers) {
		return scaler(consumers, this.maxConsumers);
	}

	/**
	 * What decides for one queue within a cap that was set while running.
	 * @param consumers how many consumers there are already
	 * @param cap the most there may be, at least 1
	 */
	public Scaler scaler(int consumers, int cap) {
		return new Scaler(this.policy.with(this),
				new Scaler.Bounds(Math.min(this.minConsumers, cap), cap, this.keepAlive, staleAfter()), consumers);
	}

	/**
	 * How often an order is tried again before it goes to the workflow queue.
	 *
	 * @param maxRetries how often, after the first time
	 * @param delay how long to wait before the first retry; doubled each time
	 */
	public record Retry(@DefaultValue("2") @Min(0) @Max(10) int maxRetries,
			@DefaultValue("100ms") @DurationMin(millis = 1) Duration delay) {
	}

	/**
	 * The queues' names.
	 *
	 * @param orders of orders that nobody waits for
	 * @param requests of orders that somebody waits for
	 */
	public record Queues(@DefaultValue("supervisor-consumer.orders") @NotBlank String orders,
			@DefaultValue("supervisor-consumer.requests") @NotBlank String requests) {

		/** Both. */
		public List<String> all() {
			return List.of(this.orders, this.requests);
		}

	}

}
