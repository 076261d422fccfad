@NullMarked
package dev.eventpatterns.workflowprocessor;

import org.jspecify.annotations.NullMarked;
