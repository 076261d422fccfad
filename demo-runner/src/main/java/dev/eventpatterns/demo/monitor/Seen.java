package dev.eventpatterns.demo.monitor;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** What the monitor answers about the channel. Null is what it does not know. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Seen(@Nullable Long messagesReady, @Nullable Long messagesUnacked, @Nullable Integer consumers,
		@Nullable Double publishRate, @Nullable Double ackRate, String verdict, String reason) {

	/** For the terminal. */
	String line() {
		return "%5s ready  consumers %s  in %6s  out %6s  %s".formatted(text(this.messagesReady), text(this.consumers),
				rate(this.publishRate), rate(this.ackRate), this.verdict);
	}

	private static String text(@Nullable Object figure) {
		return (figure != null) ? figure.toString() : "?";
	}

	private static String rate(@Nullable Double figure) {
		return (figure != null) ? String.format(Locale.ROOT, "%.0f/s", figure) : "?";
	}

}
