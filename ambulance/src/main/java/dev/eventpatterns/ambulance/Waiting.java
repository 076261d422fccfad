package dev.eventpatterns.ambulance;

import java.time.Instant;

/**
 * An order that waits for a thread.
 *
 * @param since when it was sent, as far as known
 * @param arrivedAt when it came to this process, in nanoseconds of the hand-over's clock
 */
record Waiting<T>(T order, Instant since, long arrivedAt) {
}
