package dev.eventpatterns.threaddelegate;

/**
 * A context that is held.
 *
 * @param label what it waits for
 * @param queue where its events come from
 * @param stay the stay at that queue
 * @param <S> stays at a queue
 */
public record Hold<S>(HoldLabel label, String queue, S stay) {
}
