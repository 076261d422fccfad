package dev.eventpatterns.benchmarks.monitor;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What came of sampling for a while.
 *
 * @param samples how often all queues were sampled
 * @param took the time of all samples together
 * @param cpu CPU time of this whole process meanwhile, in all its threads
 * @param oldest the greatest age that a sample had before the next one took its place;
 * null where nobody keeps samples
 * @param problem what was wrong with the samples
 */
record Sampled(int samples, Duration took, Duration cpu, @Nullable Duration oldest, Optional<String> problem) {
}
