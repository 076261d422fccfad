/**
 * From the queue to the dispatcher and back: receives, lets delegates handle, publishes
 * what was done, and only then acknowledges.
 */
@NullMarked
package dev.eventpatterns.threaddelegate.consumer;

import org.jspecify.annotations.NullMarked;
