package dev.eventpatterns.houserules.violations.unmarked;

/** Breaks: every package is null-marked. */
public final class Unmarked {

}
