/** Tests of the benchmark of producer control flow. */
@NullMarked
package dev.eventpatterns.benchmarks.flow;

import org.jspecify.annotations.NullMarked;
