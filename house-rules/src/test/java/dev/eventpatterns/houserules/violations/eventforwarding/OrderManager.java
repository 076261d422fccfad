package dev.eventpatterns.houserules.violations.eventforwarding;

/** Breaks: names say the role. */
public final class OrderManager {

}
