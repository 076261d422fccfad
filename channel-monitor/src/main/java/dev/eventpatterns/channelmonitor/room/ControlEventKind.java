package dev.eventpatterns.channelmonitor.room;

/** What comes over the exchange of the decisions. */
public enum ControlEventKind {

	/** Somebody has changed something. */
	DECISION,

	/** Somebody tells how things are, again and again. */
	STATE,

	/** Nothing that can be understood. */
	DROPPED

}
