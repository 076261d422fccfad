/** The supervisor and its consumers beside other ways to scale, on one changing load. */
@NullMarked
package dev.eventpatterns.benchmarks.supervisor;

import org.jspecify.annotations.NullMarked;
