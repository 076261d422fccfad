/** Tests of the benchmark of producer control flow. */
@NullMarked
package dev.eventpatterns.benchmarks.multibroker;

import org.jspecify.annotations.NullMarked;
