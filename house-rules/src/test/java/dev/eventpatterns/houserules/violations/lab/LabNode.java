package dev.eventpatterns.houserules.violations.lab;

/** Harmless: what others must not know. */
public final class LabNode {

}
