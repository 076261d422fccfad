package dev.eventpatterns.eventforwarding;

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
 * Settings of the three hops.
 *
 * @param mode what each hop promises
 * @param confirmTimeout how long a sender waits for the broker's confirm before it takes
 * the message for not taken over
 * @param window how many messages a sender may have unconfirmed; also what the forwarder
 * prefetches
 * @param batch how the store gathers orders into commits
 * @param queue the queues' names
 */
@Validated
@ConfigurationProperties("event-forwarding")
public record EventForwardingProperties(@DefaultValue("guaranteed") Mode mode,
		@DefaultValue("5s") @DurationMin(millis = 100) Duration confirmTimeout,
		@DefaultValue("1000") @Min(1) @Max(65_535) int window, @DefaultValue @Valid Batch batch,
		@DefaultValue @Valid Queues queue) {

	/**
	 * How the store gathers orders into commits.
	 *
	 * @param size most orders in one commit
	 * @param maxWait how long an order waits for others to share its commit
	 */
	public record Batch(@DefaultValue("500") @Min(1) @Max(10_000) int size,
			@DefaultValue("20ms") @DurationMin(millis = 1) Duration maxWait) {
	}

	/**
	 * The queues' names.
	 *
	 * @param orders between intake and forwarder
	 * @param forwarded between forwarder and store
	 */
	public record Queues(@DefaultValue("event-forwarding.orders") @NotBlank String orders,
			@DefaultValue("event-forwarding.forwarded") @NotBlank String forwarded) {
	}

}
