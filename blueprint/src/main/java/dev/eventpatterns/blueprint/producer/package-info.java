/**
 * How orders come in: those that can wait through the producer's buffer and the flow
 * controller's signals, urgent ones past both.
 */
@NullMarked
package dev.eventpatterns.blueprint.producer;

import org.jspecify.annotations.NullMarked;
