/**
 * The database. {@link dev.eventpatterns.workflowprocessor.store.Arrivals} takes in,
 * {@link dev.eventpatterns.workflowprocessor.store.Moves} changes the state, and
 * everybody else reads.
 */
@NullMarked
package dev.eventpatterns.workflowprocessor.store;

import org.jspecify.annotations.NullMarked;
