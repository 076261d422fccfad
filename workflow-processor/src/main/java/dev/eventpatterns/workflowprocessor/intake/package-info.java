/**
 * Takes events from the workflow queue, and outcomes from the modules that processed
 * them.
 */
@NullMarked
package dev.eventpatterns.workflowprocessor.intake;

import org.jspecify.annotations.NullMarked;
