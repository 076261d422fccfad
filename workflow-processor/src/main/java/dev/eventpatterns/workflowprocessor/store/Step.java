package dev.eventpatterns.workflowprocessor.store;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is particular to one of the events that make a {@link Move}.
 *
 * @param id the event
 * @param version that it must have, null for any
 * @param note for the audit trail
 * @param body that is sent, null for its own or none
 * @param rules that mended it, null for none
 * @param orderId under which it is known from now on, null for no change
 * @param nextId as which it came back, null if it did not
 */
public record Step(long id, @Nullable Integer version, @Nullable String note, byte @Nullable [] body,
		@Nullable List<String> rules, @Nullable String orderId, @Nullable Long nextId) {

	/** A step of an event, with nothing particular. */
	public static Step of(long id) {
		return new Step(id, null, null, null, null, null, null);
	}

	/** Only if nobody has changed it since. */
	public Step ifVersion(int version) {
		return new Step(this.id, version, this.note, this.body, this.rules, this.orderId, this.nextId);
	}

	/** With a word for the audit trail. */
	public Step note(@Nullable String note) {
		return new Step(this.id, this.version, note, this.body, this.rules, this.orderId, this.nextId);
	}

	/** With what is sent, and under which id. */
	public Step sending(byte @Nullable [] body, @Nullable List<String> rules, String orderId) {
		return new Step(this.id, this.version, this.note, body, rules, orderId, this.nextId);
	}

	/** With the event as which it came back. */
	public Step next(long nextId) {
		return new Step(this.id, this.version, this.note, this.body, this.rules, this.orderId, nextId);
	}

}
