/** What watching thousands of queues costs, by source. */
@NullMarked
package dev.eventpatterns.benchmarks.monitor;

import org.jspecify.annotations.NullMarked;
