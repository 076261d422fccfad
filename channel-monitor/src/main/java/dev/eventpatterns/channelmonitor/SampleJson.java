package dev.eventpatterns.channelmonitor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.trading.amqp.MessageTime;

/**
 * A sample as JSON, as it is published, streamed and answered. Every figure is always
 * there; null is what was not measured.
 */
public final class SampleJson {

	private static final JsonMapper JSON = new JsonMapper();

	private SampleJson() {
	}

	/** The body of the event. */
	public static byte[] write(ChannelSample sample) {
		return JSON.writeValueAsBytes(event(sample, null));
	}

	/** The body of an answer to somebody who asks now. */
	public static Event aged(ChannelSample sample, Instant now) {
		return event(sample, Math.max(0, Duration.between(sample.sampledAt(), now).toMillis() / 1e3));
	}

	private static Event event(ChannelSample sample, @Nullable Double ageSeconds) {
		return new Event(sample.queue(), sample.messagesReady(), sample.messagesUnacked(), sample.consumers(),
				rounded(sample.publishRate()), rounded(sample.ackRate()), rounded(sample.drainSeconds()),
				sample.verdict().name(), MessageTime.format(sample.sampledAt()), sample.reason(),
				rounded(sample.ratio()), rounded(sample.oldestSeconds()), ageSeconds);
	}

	private static @Nullable Double rounded(@Nullable Double value) {
		return (value != null) ? Double.valueOf(Math.round(value * 1e3) / 1e3) : null;
	}

	/**
	 * Reads an event.
	 * @param body what came
	 * @return the sample
	 * @throws IllegalArgumentException if it is no sample
	 */
	public static ChannelSample read(byte[] body) {
		try {
			Event event = JSON.readValue(body, Event.class);
			if (event == null || event.queue == null || event.verdict == null || event.sampledAt == null) {
				throw new IllegalArgumentException("queue, verdict and sampledAt are needed");
			}
			return new ChannelSample(event.queue, event.messagesReady, event.messagesUnacked, event.consumers,
					event.publishRate, event.ackRate, event.drainSeconds, Verdict.valueOf(event.verdict),
					(event.reason != null) ? event.reason : "", Instant.parse(event.sampledAt), event.oldestSeconds);
		}
		catch (JacksonException | DateTimeException ex) {
			throw new IllegalArgumentException("no sample: " + ex.getMessage(), ex);
		}
	}

	/**
	 * A sample's form on the wire.
	 *
	 * @param sampledAt ISO-8601 with microseconds
	 * @param ratio arrivals ÷ service
	 * @param ageSeconds how old it is, in answers only
	 */
	public record Event(@Nullable String queue, @Nullable Long messagesReady, @Nullable Long messagesUnacked,
			@Nullable Integer consumers, @Nullable Double publishRate, @Nullable Double ackRate,
			@Nullable Double drainSeconds, @Nullable String verdict, @Nullable String sampledAt,
			@Nullable String reason, @Nullable Double ratio, @Nullable Double oldestSeconds,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double ageSeconds) {
	}

}
