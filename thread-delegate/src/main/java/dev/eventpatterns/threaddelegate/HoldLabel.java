package dev.eventpatterns.threaddelegate;

/**
 * Says that a context is held, and what for.
 *
 * @param context the context
 * @param awaited the id of the event that has failed; empty where it has none, and the
 * context can only be released by hand
 * @param name a name that no other label has
 */
public record HoldLabel(String context, String awaited, String name) {
}
