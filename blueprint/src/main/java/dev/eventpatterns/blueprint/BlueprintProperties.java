package dev.eventpatterns.blueprint;

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
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of what the blueprint adds to its parts. Those of the parts are set under
 * their own names.
 *
 * @param work how long it takes to place an order
 * @param symbols what can be traded; an order for anything else fails. None: everything
 * @param urgentSlots how many urgent orders are handled at once, beside the delegates
 * @param urgentRetries how often a failed urgent order is tried again
 * @param urgentRetryDelay how long the lane waits before the first retry, twice as long
 * before each further one, 30 s at the most
 * @param monitor where supervisor and flow controller hear how the channels are
 * @param confirmTimeout how long the broker may take to confirm urgent orders
 * @param queue the queues' names
 */
@Validated
@ConfigurationProperties("blueprint")
public record BlueprintProperties(@DefaultValue("0s") @DurationMin Duration work, @DefaultValue List<String> symbols,
		@DefaultValue("1") @Min(1) @Max(1_000) int urgentSlots, @DefaultValue("2") @Min(0) @Max(100) int urgentRetries,
		@DefaultValue("50ms") @DurationMin @DurationMax(seconds = 30) Duration urgentRetryDelay,
		@DefaultValue("local") Monitor monitor, @DefaultValue("5s") @DurationMin(millis = 100) Duration confirmTimeout,
		@DefaultValue @Valid Queues queue) {

	/** When a failed urgent order is tried again. */
	public BackOff urgentRetrySchedule() {
		ExponentialBackOff schedule = new ExponentialBackOff(this.urgentRetryDelay.toMillis(), 2);
		schedule.setMaxAttempts(this.urgentRetries);
		return schedule;
	}

	/** Where it is heard how the channels are. */
	public enum Monitor {

		/** This process samples the channels itself. */
		LOCAL,

		/** A channel monitor elsewhere publishes its samples. */
		REMOTE

	}

	/**
	 * The queues' names.
	 *
	 * @param orders of the orders that keep the order of their account
	 * @param urgent of those that cannot wait
	 */
	public record Queues(@DefaultValue("blueprint.orders") @NotBlank String orders,
			@DefaultValue("blueprint.urgent") @NotBlank String urgent) {
	}

}
