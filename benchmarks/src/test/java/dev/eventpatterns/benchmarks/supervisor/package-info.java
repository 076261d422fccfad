@NullMarked
package dev.eventpatterns.benchmarks.supervisor;

import org.jspecify.annotations.NullMarked;
