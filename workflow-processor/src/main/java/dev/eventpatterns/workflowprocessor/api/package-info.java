/**
 * What the inbox and other programs can ask for, and do. {@code openapi.yaml} says it
 * all.
 */
@NullMarked
package dev.eventpatterns.workflowprocessor.api;

import org.jspecify.annotations.NullMarked;
