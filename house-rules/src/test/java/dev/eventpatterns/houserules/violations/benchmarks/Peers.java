package dev.eventpatterns.houserules.violations.benchmarks;

/** Harmless: what others must not know. */
public final class Peers {

}
