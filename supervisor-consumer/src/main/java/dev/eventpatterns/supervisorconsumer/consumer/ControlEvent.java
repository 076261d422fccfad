package dev.eventpatterns.supervisorconsumer.consumer;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import dev.eventpatterns.supervisorconsumer.Decision;

/**
 * What others are told of a decision. The instant is ISO-8601 with microseconds.
 */
record ControlEvent(String source, String kind, String channel, int from, int to, String reason, String at) {

	static final String SOURCE = "supervisor-consumer";

	private static final DateTimeFormatter MICROSECONDS = new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

	static ControlEvent of(String queue, Decision decision) {
		return new ControlEvent(SOURCE, decision.kind().label(), queue, decision.from(), decision.to(),
				decision.reason(), MICROSECONDS.format(decision.at()));
	}

	String routingKey() {
		return this.source + "." + this.kind;
	}

}
