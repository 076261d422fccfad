package dev.eventpatterns.workflowprocessor;

import java.util.List;

/**
 * What happened in the inbox, for whoever shows it or acts on it. Told after the commit.
 *
 * @param arrived whether the events are new
 * @param events the events, as they stand now
 */
public record InboxChange(boolean arrived, List<Entry> events) {

	/** An event as it stands. */
	public record Entry(long id, EventState state, String group, int version) {
	}

}
