package dev.eventpatterns.channelmonitor.room;

import java.time.DateTimeException;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.trading.service.ControlEvent;

/**
 * Reads decisions that anybody may have published: what has not the form is refused, and
 * what is kept has a size that is known.
 */
final class ControlEventReader {

	private static final int LARGEST = 16 * 1024;

	private static final int LONGEST_NAME = 255;

	private static final int LONGEST_REASON = 1_000;

	private static final JsonMapper JSON = new JsonMapper();

	private ControlEventReader() {
	}

	/**
	 * Reads an event.
	 * @param body what came
	 * @return the event, its reason cut to 1,000 characters
	 * @throws IllegalArgumentException if it is none, with the reason
	 */
	static ControlEvent read(byte[] body) {
		if (body.length > LARGEST) {
			throw new IllegalArgumentException(body.length + " bytes are too many for a decision");
		}
		try {
			Wire wire = JSON.readValue(body, Wire.class);
			if (wire == null) {
				throw new IllegalArgumentException("null is no decision");
			}
			String at = named("at", wire.at);
			Instant.parse(at);
			return new ControlEvent(named("source", wire.source), named("kind", wire.kind),
					named("channel", wire.channel), wire.from, wire.to, cut(wire.reason), at);
		}
		catch (JacksonException | DateTimeException ex) {
			throw new IllegalArgumentException("not the form of a decision", ex);
		}
	}

	private static String named(String field, @Nullable String value) {
		if (value == null || value.isBlank() || value.length() > LONGEST_NAME) {
			throw new IllegalArgumentException(field + " is missing or too long");
		}
		return value;
	}

	private static String cut(@Nullable String reason) {
		if (reason == null) {
			return "";
		}
		return (reason.length() > LONGEST_REASON) ? reason.substring(0, LONGEST_REASON - 1) + "…" : reason;
	}

	/** What may come. */
	private record Wire(@Nullable String source, @Nullable String kind, @Nullable String channel, @Nullable Number from,
			@Nullable Number to, @Nullable String reason, @Nullable String at) {
	}

}
