package dev.eventpatterns.threaddelegate;

import org.jspecify.annotations.Nullable;

/**
 * A row of the allocation map.
 *
 * @param context the context
 * @param delegate who handles its oldest event, null while nobody does
 * @param inFlight how many of its events have been taken from the queue and are not done
 * @param state what the context waits for
 */
public record Allocation(String context, @Nullable Integer delegate, int inFlight, State state) {

	/** What a context waits for. */
	public enum State {

		/** For a delegate. */
		READY,

		/** For the delegate that handles its event. */
		RUNNING,

		/** For the time at which its failed event is tried again. */
		RESTING,

		/** For its failed event to come back mended, or to be released. */
		HELD

	}

}
