/** A simple consumer, so that the module can be run and shown by itself. */
@NullMarked
package dev.eventpatterns.producercontrolflow.consumer;

import org.jspecify.annotations.NullMarked;
