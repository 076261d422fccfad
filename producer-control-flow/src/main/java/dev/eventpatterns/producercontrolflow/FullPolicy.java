package dev.eventpatterns.producercontrolflow;

/** What a producer does with orders that its local buffer has no room for. */
public enum FullPolicy {

	/** Lets the caller wait, and refuses once its time-out is over. */
	BLOCK,

	/** Refuses at once. */
	SHED,

	/** Keeps everything on disk instead of in memory, up to a bound. */
	SPILL

}
