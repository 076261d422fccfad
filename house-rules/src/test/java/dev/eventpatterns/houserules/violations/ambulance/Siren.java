package dev.eventpatterns.houserules.violations.ambulance;

/** Harmless: what others must not know. */
public final class Siren {

}
