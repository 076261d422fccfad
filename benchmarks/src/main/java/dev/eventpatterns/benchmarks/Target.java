package dev.eventpatterns.benchmarks;

/**
 * What one variant's rate divided by another's should reach.
 *
 * @param variant the variant in question
 * @param peer what it is held against
 * @param atLeast the least ratio that will do
 */
public record Target(String variant, String peer, double atLeast) {

}
