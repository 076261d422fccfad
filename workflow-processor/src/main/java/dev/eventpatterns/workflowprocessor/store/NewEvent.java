package dev.eventpatterns.workflowprocessor.store;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.FailedEvent;

/**
 * An event about to be stored.
 *
 * @param id its new id
 * @param state in which it begins
 * @param event the event
 * @param group its group
 * @param lineage the chain that it belongs to
 * @param previous as what it was sent back, null if it never was
 */
record NewEvent(long id, EventState state, FailedEvent event, String group, UUID lineage,
		@Nullable StoredEvent previous) {

	int attempt() {
		FailedEvent.Lineage told = this.event.lineage();
		return (this.previous == null) ? 0 : Math.max(this.previous.attempt() + 1, (told != null) ? told.attempt() : 0);
	}

	/** How many repairs its lineage has had. */
	int repairs() {
		return (this.previous != null) ? this.previous.repairs() : 0;
	}

}
