package dev.eventpatterns.producercontrolflow.producer;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.producercontrolflow.FlowSignal;
import dev.eventpatterns.producercontrolflow.Presence;

/**
 * What a producer does.
 *
 * @param presence as it announces itself
 * @param permittedPerSecond what it may send now
 * @param throttled whether a signal holds it below its normal rate
 * @param signal the signal that it obeys; null: none
 */
record ProducerView(Presence presence, double permittedPerSecond, boolean throttled, @Nullable FlowSignal signal) {
}
