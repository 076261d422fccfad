@NullMarked
package dev.eventpatterns.workflowprocessor.security;

import org.jspecify.annotations.NullMarked;
