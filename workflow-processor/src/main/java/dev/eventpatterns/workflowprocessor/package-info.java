/**
 * Workflow processor: an event that a consumer cannot process finds help. It is stored,
 * mended by rule where that is possible without a doubt, and shown to people otherwise,
 * who mend it and send it back to where it came from. The core:
 * {@link dev.eventpatterns.workflowprocessor.Triage} decides whether a rule or a person
 * looks after an event, by a chain of rules
 * ({@link dev.eventpatterns.workflowprocessor.repair.RepairChain},
 * {@link dev.eventpatterns.workflowprocessor.repair.RepairRule}, such as
 * {@link dev.eventpatterns.workflowprocessor.repair.UnitAfterNumber}) and a budget;
 * {@link dev.eventpatterns.workflowprocessor.FailedEvent} says what makes two events the
 * same (by {@link dev.eventpatterns.workflowprocessor.Digest}), and
 * {@link dev.eventpatterns.workflowprocessor.Complaint} which failed in the same way.
 * {@link dev.eventpatterns.workflowprocessor.EventState} is the way of an event.
 */
@NullMarked
package dev.eventpatterns.workflowprocessor;

import org.jspecify.annotations.NullMarked;
