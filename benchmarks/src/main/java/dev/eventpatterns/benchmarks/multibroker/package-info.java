/**
 * The benchmark of multi-broker: what one, two, three and four brokers carry that are
 * each held to the same share of a processor, and what a kill of one costs.
 */
@NullMarked
package dev.eventpatterns.benchmarks.multibroker;

import org.jspecify.annotations.NullMarked;
