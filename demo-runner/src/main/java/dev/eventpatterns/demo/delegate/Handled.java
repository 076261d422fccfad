package dev.eventpatterns.demo.delegate;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What the consumer published about an order.
 *
 * @param worker the delegate that handled it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Handled(String account, long sequence, String worker, Instant receivedAt, Instant startedAt,
		Instant finishedAt) {
}
