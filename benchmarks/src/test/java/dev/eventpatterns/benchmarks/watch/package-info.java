/** Tests of the benchmark of watch notification. */
@NullMarked
package dev.eventpatterns.benchmarks.watch;

import org.jspecify.annotations.NullMarked;
