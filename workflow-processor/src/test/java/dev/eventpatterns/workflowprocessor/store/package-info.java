@NullMarked
package dev.eventpatterns.workflowprocessor.store;

import org.jspecify.annotations.NullMarked;
