@NullMarked
package dev.eventpatterns.workflowprocessor.repair;

import org.jspecify.annotations.NullMarked;
