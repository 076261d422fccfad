/** Tests of the core on calculated channels, and of the services with a real broker. */
@NullMarked
package dev.eventpatterns.producercontrolflow;

import org.jspecify.annotations.NullMarked;
