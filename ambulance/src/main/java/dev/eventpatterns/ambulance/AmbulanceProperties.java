package dev.eventpatterns.ambulance;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the two lanes and of the threads that serve them.
 *
 * @param mode which lanes a thread serves at first
 * @param threads how many orders are handled at once
 * @param priorityThreads how many of the threads belong to the priority lane
 * @param work how long the built-in handler takes for an order
 * @param maxStandardWait how long a standard order may wait for a thread of this process
 * before a priority thread takes it even if priority orders wait; in mode ambulance only
 * @param follow how long the next of several priority orders may be on its way from the
 * broker: for that time a priority thread takes no standard order; in mode ambulance only
 * @param publishProcessed whether what was done is published
 * @param confirmTimeout how long the broker may take to confirm what is published
 * @param retry how often an order is tried again
 * @param queue the queues' names
 */
@Validated
@ConfigurationProperties("ambulance")
public record AmbulanceProperties(@DefaultValue("ambulance") Mode mode,
		@DefaultValue("2") @Min(1) @Max(1_000) int threads, @DefaultValue("1") @Min(1) @Max(1_000) int priorityThreads,
		@DefaultValue("0s") @DurationMin Duration work,
		@DefaultValue("1s") @DurationMin(millis = 1) Duration maxStandardWait,
		@DefaultValue("10ms") @DurationMin Duration follow, @DefaultValue("true") boolean publishProcessed,
		@DefaultValue("5s") @DurationMin(millis = 100) Duration confirmTimeout, @DefaultValue @Valid Retry retry,
		@DefaultValue @Valid Queues queue) {

	/**
	 * Checks what concerns several settings at once.
	 * @throws IllegalArgumentException if no thread would serve some of the orders
	 */
	public AmbulanceProperties {
		if (priorityThreads > threads) {
			throw new IllegalArgumentException("ambulance.priority-threads (" + priorityThreads
					+ ") are part of ambulance.threads (" + threads + "): raise these or lower those");
		}
		if (mode == Mode.CARPOOL && priorityThreads == threads) {
			throw new IllegalArgumentException("in mode carpool nobody would serve the standard lane: "
					+ "ambulance.threads must be more than ambulance.priority-threads (" + priorityThreads + ")");
		}
	}

	/** How many threads belong to a lane. */
	public int threadsOf(Lane lane) {
		return (lane == Lane.PRIORITY) ? this.priorityThreads : this.threads - this.priorityThreads;
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
	 * @param priority of the priority lane
	 * @param standard of the standard lane
	 */
	public record Queues(@DefaultValue("ambulance.priority") @NotBlank String priority,
			@DefaultValue("ambulance.standard") @NotBlank String standard) {

		/** The name of a lane's queue. */
		public String of(Lane lane) {
			return (lane == Lane.PRIORITY) ? this.priority : this.standard;
		}

	}

}
