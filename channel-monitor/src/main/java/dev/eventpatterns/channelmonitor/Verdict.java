package dev.eventpatterns.channelmonitor;

/** How a channel is. */
public enum Verdict {

	/** What arrives is served. */
	OK,

	/** More arrives than is served. */
	LAGGING,

	/** There are messages and consumers, and nothing is acknowledged. */
	STALLED,

	/** There are messages, and nobody to take them. */
	NO_CONSUMER,

	/** Not measured, or too long ago. */
	UNKNOWN

}
