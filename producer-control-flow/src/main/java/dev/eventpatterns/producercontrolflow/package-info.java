/**
 * Producer control flow: keeps a queue bounded where more consumers would cost too much.
 * A controller compares the queue with its water marks and tells all producers what they
 * may send; they obey, and let their own callers wait. When the controller is gone, they
 * return to normal by themselves. The core is
 * {@link dev.eventpatterns.producercontrolflow.FlowController}, which decides from what
 * {@link dev.eventpatterns.producercontrolflow.ConsumingRate} and
 * {@link dev.eventpatterns.producercontrolflow.KnownProducers} know, and divides by
 * {@link dev.eventpatterns.producercontrolflow.Shares}; and at the producer
 * {@link dev.eventpatterns.producercontrolflow.SignalGate}, which tells the signal that
 * counts, {@link dev.eventpatterns.producercontrolflow.Pacer}, which keeps to it, and the
 * {@link dev.eventpatterns.producercontrolflow.OrderBuffer}s
 * {@link dev.eventpatterns.producercontrolflow.MemoryBuffer} and
 * {@link dev.eventpatterns.producercontrolflow.SpillBuffer}.
 * {@link dev.eventpatterns.producercontrolflow.Epochs} keeps signals in order.
 */
@NullMarked
package dev.eventpatterns.producercontrolflow;

import org.jspecify.annotations.NullMarked;
