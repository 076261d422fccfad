package dev.eventpatterns.workflowprocessor.telling;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

import dev.eventpatterns.workflowprocessor.store.EventGroup;

/** All ways that are set up; none by default. */
@Component
class Messengers {

	private static final Logger log = LoggerFactory.getLogger(Messengers.class);

	private static final int ATTEMPTS = 3;

	private static final long PAUSE_MILLIS = 500;

	private final List<Messenger> all;

	Messengers(List<Messenger> all) {
		this.all = List.copyOf(all);
	}

	boolean isAny() {
		return !this.all.isEmpty();
	}

	void tell(EventGroup group) {
		this.all.forEach((messenger) -> tell(messenger, group));
	}

	private static void tell(Messenger messenger, EventGroup group) {
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			try {
				messenger.tell(group);
				return;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			catch (Exception ex) {
				log.warn("Could not tell of group {} (attempt {} of {}): {}", group.id(), attempt, ATTEMPTS,
						ex.toString());
				pause(attempt);
			}
		}
	}

	private static void pause(int attempt) {
		try {
			Thread.sleep(PAUSE_MILLIS * attempt);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
