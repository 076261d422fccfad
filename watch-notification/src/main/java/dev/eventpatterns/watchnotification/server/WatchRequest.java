package dev.eventpatterns.watchnotification.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.watchnotification.ServiceAddress;
import dev.eventpatterns.watchnotification.WatchId;

/**
 * What a service asks for.
 *
 * @param service its name
 * @param key what it wants to watch
 * @param address where its broker is
 * @param queue its queue there
 * @param knownRevision the revision that it has; null where it does not say
 */
record WatchRequest(@Nullable String service, @Nullable String key, @Nullable String address, @Nullable String queue,
		@Nullable Long knownRevision) {

	private static final int LONGEST_QUEUE = 255;

	/** What is wrong with it, field by field; empty where nothing is. */
	List<String> mistakes() {
		List<String> mistakes = new ArrayList<>();
		Names.check("service", this.service, mistakes);
		Names.check("key", this.key, mistakes);
		if (this.queue == null || this.queue.isBlank()
				|| this.queue.getBytes(StandardCharsets.UTF_8).length > LONGEST_QUEUE
				|| this.queue.chars().anyMatch(Character::isISOControl)) {
			mistakes.add("queue must be the name of a queue, 1 to " + LONGEST_QUEUE + " bytes");
		}
		if (this.knownRevision != null && this.knownRevision < 0) {
			mistakes.add("knownRevision must not be negative");
		}
		try {
			ServiceAddress.parse((this.address != null) ? this.address : "");
		}
		catch (ServiceAddress.InvalidAddressException ex) {
			mistakes.add("address " + ex.getMessage());
		}
		return mistakes;
	}

	/** Who wants to watch what; only where there are no mistakes. */
	WatchId id() {
		return new WatchId(String.valueOf(this.service), String.valueOf(this.key));
	}

	/** Where; only where there are no mistakes. */
	ServiceAddress where() {
		return ServiceAddress.parse(String.valueOf(this.address));
	}

}
