package dev.eventpatterns.workflowprocessor.store;

import java.util.Set;

import dev.eventpatterns.workflowprocessor.EventState;

/**
 * A change of state.
 *
 * @param from the states in which it can be made; an event in another one stays as it is
 * @param to the state after
 * @param who makes it
 * @param action what it is called in the audit trail
 */
public record Move(Set<EventState> from, EventState to, String who, String action) {

}
