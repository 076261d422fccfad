package dev.eventpatterns.trading.service;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.amqp.MessageTime;

/**
 * A decision that a service has made, for whoever watches, as JSON on the topic exchange
 * {@value #EXCHANGE}.
 *
 * @param source who decided: the module
 * @param kind what was decided
 * @param channel what it is about: a queue, or where there is none what stands for it
 * @param from the figure before, null where there is none
 * @param to the figure from now on, null where there is none
 * @param reason why, in words
 * @param at when, ISO-8601 with microseconds
 */
public record ControlEvent(String source, String kind, String channel, @Nullable Number from, @Nullable Number to,
		String reason, String at) {

	/** The topic exchange that these go to. */
	public static final String EXCHANGE = "control";

	/** A decision of now. */
	public static ControlEvent now(String source, String kind, String channel, @Nullable Number from,
			@Nullable Number to, String reason) {
		return new ControlEvent(source, kind, channel, from, to, reason, MessageTime.format(Instant.now()));
	}

	/** What it is published with: source, dot, kind. */
	public String routingKey() {
		return this.source + "." + this.kind;
	}

}
