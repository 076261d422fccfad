package dev.eventpatterns.threaddelegate;

/**
 * An event in the hands of a delegate. Until the delegate calls back, no other event of
 * the context is given to anyone.
 *
 * @param context what the event must keep its order in
 * @param arrival the how-manieth event of the dispatcher it is, from 0
 * @param event the event
 * @param delegate who handles it
 */
public record Assignment<E>(String context, long arrival, E event, int delegate) {
}
