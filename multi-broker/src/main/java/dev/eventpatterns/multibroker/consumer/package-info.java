/**
 * From the queues of all brokers to one handler and back: receives, lets threads handle,
 * publishes what was done, and only then acknowledges.
 */
@NullMarked
package dev.eventpatterns.multibroker.consumer;

import org.jspecify.annotations.NullMarked;
