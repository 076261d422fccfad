package dev.eventpatterns.workflowprocessor;

import org.jspecify.annotations.Nullable;

/**
 * Where an event came from, and so where it may be sent back to.
 *
 * @param exchange the exchange, "" for the default one
 * @param routingKey with which it was published there
 * @param queue the queue that it was in, null where that is not known
 * @param module the module that the queue or exchange belongs to, "unknown" if neither
 * says
 */
public record Origin(String exchange, String routingKey, @Nullable String queue, String module) {

	private static final String UNKNOWN = "unknown";

	/** An event that was in a queue, and goes back there past all exchanges. */
	public static Origin ofQueue(String queue) {
		return new Origin("", queue, queue, moduleOf(queue));
	}

	/** An event that came through an exchange, and goes back through it. */
	public static Origin of(String exchange, String routingKey) {
		if (exchange.isEmpty()) {
			return ofQueue(routingKey);
		}
		return new Origin(exchange, routingKey, null, moduleOf(exchange));
	}

	/** An event that says nothing about where it came from. */
	public static Origin unknown() {
		return new Origin("", "", null, UNKNOWN);
	}

	/** Whether an event can be sent back there. */
	public boolean isKnown() {
		return !this.exchange.isEmpty() || !this.routingKey.isEmpty();
	}

	/**
	 * Names of the suite start with the module's, as in {@code thread-delegate.orders}.
	 */
	private static String moduleOf(String name) {
		int dot = name.indexOf('.');
		String module = (dot < 0) ? name : name.substring(0, dot);
		return module.isEmpty() ? UNKNOWN : module;
	}

}
