/**
 * Workflow processor: an event that a consumer cannot process finds help.
 */
@NullMarked
package dev.eventpatterns.workflowprocessor;

import org.jspecify.annotations.NullMarked;
