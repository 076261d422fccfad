/**
 * Ambulance: how long a priority order waits while standard orders pile up, beside one
 * queue for all, lanes that idle, and a priority queue.
 */
@NullMarked
package dev.eventpatterns.benchmarks.ambulance;

import org.jspecify.annotations.NullMarked;
