/** From HTTP through the buffer to the queue, at the rate that is permitted. */
@NullMarked
package dev.eventpatterns.producercontrolflow.producer;

import org.jspecify.annotations.NullMarked;
