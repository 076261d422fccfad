package dev.eventpatterns.demo.blueprint;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A decision that the system has told of.
 *
 * @param source who decided
 * @param kind what was decided
 * @param channel what it is about
 * @param from the figure before
 * @param to the figure from then on
 * @param reason why
 * @param at when
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Told(String source, String kind, String channel, @Nullable Double from, @Nullable Double to, String reason,
		String at) {
}
