package dev.eventpatterns.demo.forwarding;

/**
 * A kill that was carried out.
 *
 * @param number counts from 1
 * @param victim what was killed
 * @param at seconds since the run began
 */
record Strike(int number, String victim, double at) {
}
