@NullMarked
package dev.eventpatterns.workflowprocessor.message;

import org.jspecify.annotations.NullMarked;
