package dev.eventpatterns.supervisorconsumer;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How many consumers there are to be from now on, and why.
 *
 * @param kind what is done
 * @param from how many there were to be so far
 * @param to how many there are to be
 * @param reason why, in words and figures
 * @param at when it was decided
 */
public record Decision(Kind kind, int from, int to, String reason, Instant at) {

	/**
	 * Whether others should hear of it: each change, and once that nothing is changed for
	 * want of figures.
	 * @param before what was decided before, null if nothing was
	 */
	public boolean isNewsAfter(@Nullable Kind before) {
		return switch (this.kind) {
			case SCALE_UP, SCALE_DOWN -> true;
			case HOLD -> before != Kind.HOLD;
			case KEEP -> false;
		};
	}

	/** What is done. */
	public enum Kind {

		/** More consumers. */
		SCALE_UP,

		/** Fewer consumers. */
		SCALE_DOWN,

		/** As many as before, since that is right. */
		KEEP,

		/** As many as before, since nobody knows what would be right. */
		HOLD;

		/** The kind's name in events and answers. */
		public String label() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
