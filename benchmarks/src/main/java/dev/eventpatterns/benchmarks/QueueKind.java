package dev.eventpatterns.benchmarks;

import java.util.Locale;

/** The broker's kinds of durable queue. */
public enum QueueKind {

	/** Replicated by the Raft protocol; on a single node too, it writes a log first. */
	QUORUM,

	/** On one node. */
	CLASSIC;

	/** As the broker and the command line call it. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
