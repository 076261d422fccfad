package dev.eventpatterns.producercontrolflow;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of controller, producers and consumers.
 *
 * @param highWater the depth that the queue is not to exceed, in orders
 * @param lowWater the depth below which a throttle is lifted again, in orders
 * @param normalRate what a producer sends at the most while nothing throttles it, in
 * orders a second
 * @param slowStart in what time a producer that has just connected comes to its normal
 * rate
 * @param signalTtl how long a signal is valid
 * @param interval how often the controller decides, and producers announce themselves
 * @param correction in what time a depth that is off is brought back
 * @param raiseTime in what time a lowered rate may grow by the consuming rate
 * @param releaseAfter how long the depth has to be low before a throttle is lifted
 * @param weight this producer's share, as compared with that of others
 * @param maxConsumers up to how many consumers a supervisor of the same queue scales; 0:
 * there is none
 * @param scalingPatience how long the supervisor may take before producers are throttled
 * all the same
 * @param consumers how many orders this consumer handles at once
 * @param work how long the built-in handler takes for an order
 * @param confirmTimeout how long the broker may take to confirm what is published
 * @param buffer where a producer keeps what it may not send yet
 * @param queue the queue's name
 */
@Validated
@ConfigurationProperties("producer-control-flow")
public record ProducerControlFlowProperties(@DefaultValue("1000") @Min(2) @Max(1_000_000_000) long highWater,
		@DefaultValue("500") @Min(1) long lowWater,
		@DefaultValue("10000") @DecimalMin("0.001") @DecimalMax("1000000") double normalRate,
		@DefaultValue("3s") @DurationMin(millis = 0) Duration slowStart,
		@DefaultValue("3s") @DurationMin(millis = 100) Duration signalTtl,
		@DefaultValue("250ms") @DurationMin(millis = 10) Duration interval,
		@DefaultValue("2s") @DurationMin(millis = 100) Duration correction,
		@DefaultValue("2s") @DurationMin(millis = 100) Duration raiseTime,
		@DefaultValue("1s") @DurationMin(millis = 0) Duration releaseAfter,
		@DefaultValue("1") @DecimalMin("0.001") @DecimalMax("1000") double weight,
		@DefaultValue("0") @Min(0) @Max(100_000) int maxConsumers,
		@DefaultValue("10s") @DurationMin(millis = 0) Duration scalingPatience,
		@DefaultValue("2") @Min(1) @Max(10_000) int consumers, @DefaultValue("0s") Duration work,
		@DefaultValue("5s") @DurationMin(millis = 100) Duration confirmTimeout, @DefaultValue @Valid Buffer buffer,
		@DefaultValue @Valid Queues queue) {

	@AssertTrue(message = "low-water must be below high-water")
	boolean isLowBelowHigh() {
		return this.lowWater < this.highWater;
	}

	@AssertTrue(message = "signal-ttl must be at least twice the interval, or every second signal comes too late")
	boolean isTtlLongEnough() {
		return this.signalTtl.compareTo(this.interval.multipliedBy(2)) >= 0;
	}

	/** What the controller keeps to. */
	public FlowSettings flowSettings() {
		return new FlowSettings(this.queue.orders(), this.lowWater, this.highWater, this.interval, this.correction,
				this.raiseTime, this.releaseAfter, this.scalingPatience);
	}

	/**
	 * Where a producer keeps what it may not send yet.
	 *
	 * @param whenFull what happens to orders that there is no room for
	 * @param orders how many orders it holds in memory
	 * @param timeout how long a caller waits for room, and again until its orders are
	 * confirmed
	 * @param folder where it spills; each producer needs its own
	 * @param maxSize how much it spills at the most
	 */
	public record Buffer(@DefaultValue("block") FullPolicy whenFull,
			@DefaultValue("100") @Min(1) @Max(10_000_000) int orders,
			@DefaultValue("5s") @DurationMin(millis = 1) Duration timeout,
			@DefaultValue("producer-control-flow-buffer") Path folder, @DefaultValue("64MB") DataSize maxSize) {
	}

	/**
	 * The queue's name.
	 *
	 * @param orders the queue that is to stay bounded
	 */
	public record Queues(@DefaultValue("producer-control-flow.orders") @NotBlank String orders) {
	}

}
