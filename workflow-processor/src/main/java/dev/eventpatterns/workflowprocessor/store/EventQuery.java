package dev.eventpatterns.workflowprocessor.store;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.message.Texts;

/**
 * Which events are asked for. What is null does not matter.
 *
 * @param text an order id or account, or a part of the body, an id or the message
 * @param states one of these; empty for any
 * @param group of this group
 * @param module from this module
 * @param queue from this queue
 * @param from came then or later
 * @param to came before then
 * @param cursor with a lower id than this
 */
public record EventQuery(@Nullable String text, List<EventState> states, @Nullable String group,
		@Nullable String module, @Nullable String queue, @Nullable Instant from, @Nullable Instant to,
		@Nullable Long cursor) {

	/** Takes out of what comes from outside what no column holds. */
	public EventQuery {
		text = Texts.printable(text, Texts.SHORT);
		group = Texts.printable(group, Texts.SHORT);
		module = Texts.printable(module, Texts.SHORT);
		queue = Texts.printable(queue, Texts.SHORT);
		states = List.copyOf(states);
	}

	/** The events of a group in some states, or of all groups. */
	public static EventQuery of(@Nullable String group, List<EventState> states, @Nullable String text) {
		return new EventQuery(text, states, group, null, null, null, null, null);
	}

	/** The same, further on. */
	public EventQuery after(long id) {
		return new EventQuery(this.text, this.states, this.group, this.module, this.queue, this.from, this.to, id);
	}

}
