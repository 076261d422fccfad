package dev.eventpatterns.channelmonitor.sampling;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.channelmonitor.QueueDepth;

/**
 * What came of asking a queue.
 *
 * @param kind whether it answered
 * @param depth the answer; null where it did not
 */
record Answer(Kind kind, @Nullable QueueDepth depth) {

	static final Answer MISSING = new Answer(Kind.MISSING, null);

	static final Answer REFUSED = new Answer(Kind.REFUSED, null);

	static final Answer SILENT = new Answer(Kind.SILENT, null);

	static Answer of(QueueDepth depth) {
		return new Answer(Kind.ANSWERED, depth);
	}

	enum Kind {

		ANSWERED,

		/** There is no such queue. */
		MISSING,

		/** It belongs to one connection alone, or this user may not ask. */
		REFUSED,

		/** The broker has not said why not. */
		SILENT

	}

}
