package dev.eventpatterns.workflowprocessor.api;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorProperties;
import dev.eventpatterns.workflowprocessor.store.StoredEvent;

/** What a person should know before sending an event back. */
@Component
class Warnings {

	private final WorkflowProcessorProperties properties;

	Warnings(WorkflowProcessorProperties properties) {
		this.properties = properties;
	}

	List<String> of(StoredEvent event) {
		List<String> warnings = new ArrayList<>();
		if (event.state() == EventState.UNCERTAIN) {
			warnings.add("It may have been sent back already. If it is sent again, it may be processed twice.");
		}
		if (!event.origin().isKnown()) {
			warnings.add("It does not say where it came from, so it cannot be sent back.");
		}
		else if (event.held()) {
			warnings.add("The later orders of " + event.context()
					+ " wait for it: they go on, in order, once it has been processed.");
		}
		else if (event.context() != null) {
			warnings.add("Sending it back puts it behind later orders of " + event.context() + ".");
		}
		if (event.repairs() >= this.properties.repairBudget() && event.repairs() > 0) {
			warnings.add("Rules have mended it " + event.repairs() + " times, and it has come back each time.");
		}
		return warnings;
	}

}
