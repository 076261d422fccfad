package dev.eventpatterns.threaddelegate;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of dispatcher and delegates.
 *
 * @param mode what must not run side by side
 * @param delegates how many events are handled at once
 * @param prefetch how many events a consumer takes from the queue before they are done or
 * put into a siding
 * @param maxPerContext how many events of one context are held in memory before it gets a
 * siding; 0: a quarter of the prefetch
 * @param sidings how many queues there are for contexts that have too many, for each
 * queue of events
 * @param partitions how many queues the events are shared out to by context; 0: there is
 * one, and no sharing out
 * @param partitionHash how the broker tells which partition is an account's
 * @param heartbeat how often an instance tells the others that it lives
 * @param work how long the built-in handler takes for an order, on average
 * @param workVariation by what part of that an order takes longer or shorter at the most,
 * 0 to 1
 * @param onFailure what becomes of an account whose event has failed for good
 * @param publishProcessed whether what was done is published
 * @param ackInterval how long the ack of an event that is done may wait for company
 * @param confirmTimeout how long the broker may take to confirm what a consumer publishes
 * @param retry how often an event is tried again
 * @param queue the queue's name
 */
@Validated
@ConfigurationProperties("thread-delegate")
public record ThreadDelegateProperties(@DefaultValue("delegate") Mode mode,
		@DefaultValue("5") @Min(1) @Max(10_000) int delegates, @DefaultValue("1000") @Min(1) @Max(65_535) int prefetch,
		@DefaultValue("0") @Min(0) @Max(65_535) int maxPerContext, @DefaultValue("4") @Min(0) @Max(1_000) int sidings,
		@DefaultValue("0") @Min(0) @Max(1_000) int partitions, @DefaultValue("consistent") PartitionHash partitionHash,
		@DefaultValue("1s") @DurationMin(millis = 100) Duration heartbeat, @DefaultValue("0s") Duration work,
		@DefaultValue("0") @DecimalMin("0") @DecimalMax("1") double workVariation,
		@DefaultValue("continue") OnFailure onFailure, @DefaultValue("true") boolean publishProcessed,
		@DefaultValue("20ms") @DurationMin(millis = 1) Duration ackInterval,
		@DefaultValue("5s") @DurationMin(millis = 100) Duration confirmTimeout, @DefaultValue @Valid Retry retry,
		@DefaultValue @Valid Queues queue) {

	/** A part of the prefetch that is enough to keep a context going. */
	private static final int CONTEXTS_PER_WINDOW = 4;

	/** How many events of a context may be in memory before it gets a siding. */
	public int contextBound() {
		return (this.maxPerContext > 0) ? this.maxPerContext : Math.max(1, this.prefetch / CONTEXTS_PER_WINDOW);
	}

	/** How many sidings may be used: only contexts whose order counts need one. */
	public int usableSidings() {
		return (this.mode == Mode.DELEGATE) ? this.sidings : 0;
	}

	/**
	 * Whether an account waits for its failed event. Where orders compete, there is
	 * nothing that could.
	 */
	public boolean holdsContexts() {
		return this.onFailure == OnFailure.HOLD_CONTEXT && this.mode != Mode.COMPETING;
	}

	/**
	 * How often an event is tried again before it counts as failed for good.
	 *
	 * @param maxRetries how often, after the first time
	 * @param delay how long to wait before the first retry; doubled each time
	 */
	public record Retry(@DefaultValue("2") @Min(0) @Max(100) int maxRetries,
			@DefaultValue("100ms") @DurationMin(millis = 1) Duration delay) {
	}

	/**
	 * The queue's name.
	 *
	 * @param orders where the events come from
	 */
	public record Queues(@DefaultValue("thread-delegate.orders") @NotBlank String orders) {
	}

}
