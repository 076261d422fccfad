package dev.eventpatterns.threaddelegate;

/**
 * Says whose events a siding holds.
 *
 * @param siding the siding's number, from 1
 * @param context the context that it serves
 * @param opening a name that no other label has: what is in a siding and was put there
 * under another one is of a former use, and done
 */
public record SidingLabel(int siding, String context, String opening) {
}
