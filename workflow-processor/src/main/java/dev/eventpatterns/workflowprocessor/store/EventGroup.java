package dev.eventpatterns.workflowprocessor.store;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.workflowprocessor.Cause;
import dev.eventpatterns.workflowprocessor.EventState;

/**
 * Events that failed in the same way.
 *
 * @param id of the group
 * @param cause why they came
 * @param module whose queue they were in
 * @param queue the queue, null where it is not known
 * @param exception the exception's class, null where there was none
 * @param example what the exception said of one of them
 * @param counts how many are in which state
 * @param firstAt when the first came
 * @param lastAt when the last came
 */
public record EventGroup(String id, Cause cause, String module, @Nullable String queue, @Nullable String exception,
		String example, Map<EventState, Long> counts, Instant firstAt, Instant lastAt) {

	/** How many wait for a person. */
	public long waiting() {
		return EventState.FOR_A_PERSON.stream().mapToLong((state) -> this.counts.getOrDefault(state, 0L)).sum();
	}

	/** How many there are. */
	public long total() {
		return this.counts.values().stream().mapToLong(Long::longValue).sum();
	}

}
