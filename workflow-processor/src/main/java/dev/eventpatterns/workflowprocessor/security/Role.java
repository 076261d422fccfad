package dev.eventpatterns.workflowprocessor.security;

/** What a user may do. */
public enum Role {

	/** May look at everything, and change nothing. */
	VIEWER,

	/** May also decide about events and rules. */
	OPERATOR

}
