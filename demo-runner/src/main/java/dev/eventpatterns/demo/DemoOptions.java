package dev.eventpatterns.demo;

import java.util.OptionalInt;

/**
 * How large a demonstration is to be. What is not given, each demonstration sets for
 * itself.
 *
 * @param full true for the size of an acceptance run, which takes minutes
 * @param orders how many orders each way is sent, if given
 * @param kills how often something is killed, if given
 * @param seed makes orders and random moments the same again
 */
public record DemoOptions(boolean full, OptionalInt orders, OptionalInt kills, long seed) {
}
