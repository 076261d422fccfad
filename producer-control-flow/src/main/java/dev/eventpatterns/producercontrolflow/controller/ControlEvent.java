package dev.eventpatterns.producercontrolflow.controller;

import org.jspecify.annotations.Nullable;

/**
 * A decision, for whoever watches.
 *
 * @param source who decided
 * @param kind what was decided
 * @param channel the queue that it is about
 * @param from orders a second that all producers were permitted before; null: unthrottled
 * @param to the same from now on
 * @param reason why, in words
 * @param at when, ISO-8601
 */
record ControlEvent(String source, String kind, String channel, @Nullable Double from, @Nullable Double to,
		String reason, String at) {
}
