@NullMarked
package dev.eventpatterns.workflowprocessor.telling;

import org.jspecify.annotations.NullMarked;
