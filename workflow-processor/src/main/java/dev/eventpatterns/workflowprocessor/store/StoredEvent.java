package dev.eventpatterns.workflowprocessor.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.workflowprocessor.Cause;
import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.Origin;

/**
 * An event in the store, without its body and headers.
 *
 * @param id counts up: newer events have higher ones
 * @param state where it stands
 * @param group events that failed in the same way
 * @param orderId the order's id, null where it cannot be read
 * @param context the account, null where it cannot be read
 * @param origin where it came from
 * @param cause why it came
 * @param exception the exception's class, null where there was none
 * @param message what the exception said
 * @param contentType of its body
 * @param messageId its message id
 * @param size of its body in bytes
 * @param preview the first characters of its body
 * @param held whether its followers wait for it
 * @param lineage the same for an event and its returns
 * @param attempt how often its lineage had been sent back when it came
 * @param repairs how often its lineage has been repaired by rule
 * @param rules the rules that mended it, empty for none
 * @param previousId the event that was sent back and came back as this one
 * @param nextId the event as which this one came back
 * @param attempts how often it was handed over
 * @param version goes up with each change
 * @param firstAt when it came first
 * @param lastAt when it came last
 * @param changedAt when its state changed last
 */
public record StoredEvent(long id, EventState state, String group, @Nullable String orderId, @Nullable String context,
		Origin origin, Cause cause, @Nullable String exception, String message, @Nullable String contentType,
		@Nullable String messageId, int size, String preview, boolean held, UUID lineage, int attempt, int repairs,
		List<String> rules, @Nullable Long previousId, @Nullable Long nextId, int attempts, int version,
		Instant firstAt, Instant lastAt, Instant changedAt) {

}
