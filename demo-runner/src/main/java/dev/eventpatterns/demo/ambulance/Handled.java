package dev.eventpatterns.demo.ambulance;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What the consumer published about an order.
 *
 * @param worker the thread that handled it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Handled(String orderId, String worker, Instant sentAt, Instant startedAt, Instant finishedAt) {

	/** From sent to the start of its handling. */
	Duration waited() {
		return Duration.between(this.sentAt, this.startedAt);
	}

}
