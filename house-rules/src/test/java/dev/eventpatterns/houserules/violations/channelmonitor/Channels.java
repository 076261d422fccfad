package dev.eventpatterns.houserules.violations.channelmonitor;

/** Harmless: the one pattern that some others may know. */
public final class Channels {

}
