package dev.eventpatterns.benchmarks;

import dev.eventpatterns.lab.Broker;

/**
 * Where a benchmark runs.
 *
 * @param broker a broker, and a virtual host of its own on it
 * @param options what is wanted
 * @param progress what the user sees
 * @param cleanup closes what the benchmark opens, also when the user ends it
 */
public record Bench(Broker broker, BenchOptions options, Progress progress, Cleanup cleanup) {

}
