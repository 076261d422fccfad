package dev.eventpatterns.trading.amqp;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Instants as all messages of the suite carry them: ISO-8601 with microseconds. */
public final class MessageTime {

	private static final DateTimeFormatter MICROSECONDS = new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

	private MessageTime() {
	}

	/**
	 * Writes an instant.
	 * @param instant the instant
	 * @return such as {@code 2026-11-26T05:10:00.000000Z}
	 */
	public static String format(Instant instant) {
		return MICROSECONDS.format(instant);
	}

}
