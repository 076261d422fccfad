package dev.eventpatterns.demo;

import dev.eventpatterns.lab.Broker;

/**
 * Where a demonstration plays.
 *
 * @param broker a private broker that may be killed
 * @param brokerName which broker it is, for the report
 * @param terminal what the user sees
 * @param workspace the built applications, and where to write
 * @param options how large the demonstration is to be
 * @param cleanup closes what the demonstration opens, also when the user ends it
 */
public record Stage(Broker broker, String brokerName, Terminal terminal, Workspace workspace, DemoOptions options,
		Cleanup cleanup) {
}
