@NullMarked
package dev.eventpatterns.workflowprocessor.inbox;

import org.jspecify.annotations.NullMarked;
