package dev.eventpatterns.benchmarks.monitor;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of sampling for a while.
 *
 * @param samples how often all queues were sampled
 * @param took the time of all samples together
 * @param cpu CPU time of this whole process meanwhile, in all its threads
 * @param problem what was wrong with the samples
 */
record Sampled(int samples, Duration took, Duration cpu, Optional<String> problem) {
}
