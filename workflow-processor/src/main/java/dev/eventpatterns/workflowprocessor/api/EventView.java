package dev.eventpatterns.workflowprocessor.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.workflowprocessor.Cause;
import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.Origin;
import dev.eventpatterns.workflowprocessor.store.StoredEvent;

/** An event as a list shows it. */
record EventView(long id, EventState state, String group, @Nullable String orderId, @Nullable String context,
		Origin origin, Cause cause, String causeText, @Nullable String exception, String message,
		@Nullable String contentType, @Nullable String messageId, int size, Instant firstAt, Instant lastAt,
		Instant changedAt, int attempts, int attempt, int repairs, List<String> rules, int version, String preview,
		boolean held, UUID lineage, @Nullable Long previousId, @Nullable Long nextId) {

	static EventView of(StoredEvent event) {
		return new EventView(event.id(), event.state(), event.group(), event.orderId(), event.context(), event.origin(),
				event.cause(), event.cause().words(), event.exception(), event.message(), event.contentType(),
				event.messageId(), event.size(), event.firstAt(), event.lastAt(), event.changedAt(), event.attempts(),
				event.attempt(), event.repairs(), event.rules(), event.version(), event.preview(), event.held(),
				event.lineage(), event.previousId(), event.nextId());
	}

}
