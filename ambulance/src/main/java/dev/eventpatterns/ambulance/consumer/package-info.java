/**
 * From the two queues to the threads and back: receives, lets threads handle, publishes
 * what was done, and only then acknowledges.
 */
@NullMarked
package dev.eventpatterns.ambulance.consumer;

import org.jspecify.annotations.NullMarked;
