package dev.eventpatterns.workflowprocessor;

import java.util.Set;

/** Where an event stands. */
public enum EventState {

	/** Waits for a person. */
	WAITING,

	/** A rule has mended it, and it is about to be sent back. */
	DUE,

	/** Is being sent back: written down before it is published. */
	SENDING,

	/** Sent back after a rule had mended it; what became of it is not known yet. */
	REPAIRED,

	/** Sent back by a person; what became of it is not known yet. */
	RESENT,

	/** A consumer said that it has processed it. */
	PROCESSED,

	/** Came back after it had been sent: a later event takes its place. */
	RETURNED,

	/** A person decided that nothing is to be done. */
	DISCARDED,

	/**
	 * May have been sent back, or not: the process, or the broker, was lost in between. A
	 * person decides.
	 */
	UNCERTAIN;

	/** The states in which a person has to do something. */
	public static final Set<EventState> FOR_A_PERSON = Set.of(WAITING, UNCERTAIN);

	/** The states of an event that is perhaps on its way to a consumer. */
	public static final Set<EventState> UNDER_WAY = Set.of(SENDING, REPAIRED, RESENT, UNCERTAIN);

	/** The states in which nothing has been sent for certain. */
	public static final Set<EventState> HERE = Set.of(WAITING, DUE, UNCERTAIN);

}
