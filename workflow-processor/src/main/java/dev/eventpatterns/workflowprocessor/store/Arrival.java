package dev.eventpatterns.workflowprocessor.store;

import dev.eventpatterns.workflowprocessor.FailedEvent;

/**
 * An event as the broker delivered it.
 *
 * @param tag the delivery tag
 * @param redelivered whether the broker may have delivered it before
 * @param event the event
 */
public record Arrival(long tag, boolean redelivered, FailedEvent event) {

}
