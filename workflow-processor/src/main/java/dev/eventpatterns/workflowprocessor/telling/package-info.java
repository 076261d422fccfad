/** Tells others how the inbox stands. */
@NullMarked
package dev.eventpatterns.workflowprocessor.telling;

import org.jspecify.annotations.NullMarked;
