package dev.eventpatterns.producercontrolflow;

import org.jspecify.annotations.Nullable;

/**
 * What a controller has decided.
 *
 * @param kind whether and how that differs from what it had decided before
 * @param fromPerSecond orders a second that all producers together were permitted before;
 * null: unthrottled
 * @param toPerSecond the same from now on
 * @param perWeight what a producer of weight 1 is permitted; null: unthrottled
 * @param consumingPerSecond how fast consumers were taken to be
 * @param reason why, in words
 */
public record FlowDecision(Kind kind, @Nullable Double fromPerSecond, @Nullable Double toPerSecond,
		@Nullable Double perWeight, double consumingPerSecond, String reason) {

	/** How a decision differs from the one before. */
	public enum Kind {

		/** Producers were free and are held back. */
		THROTTLED,

		/** Producers may send less. */
		LOWERED,

		/** Producers may send more. */
		RAISED,

		/** Producers were held back and are free. */
		RELEASED,

		/** All stays as it is. */
		UNCHANGED

	}

}
