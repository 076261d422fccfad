package dev.eventpatterns.threaddelegate;

/**
 * One instance among those that share the partitions.
 *
 * @param name a name that no other instance has
 */
public record Member(String name) {
}
