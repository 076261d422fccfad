package dev.eventpatterns.workflowprocessor.message;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer;

/** The headers that this module reads and writes. */
public final class Headers {

	/** The chain of an event and its returns: a UUID. */
	public static final String LINEAGE = "workflow-lineage";

	/** How often it has been sent back, from 1. */
	public static final String ATTEMPT = "workflow-attempt";

	/** Set by a consumer that lets the followers wait. */
	public static final String HELD = "context-held";

	static final String DEATHS = "x-death";

	/** Of an earlier failure, or of the broker: not of the event that is sent back. */
	private static final Set<String> LEFT_OUT = Set.of(RepublishMessageRecoverer.X_EXCEPTION_MESSAGE,
			RepublishMessageRecoverer.X_EXCEPTION_STACKTRACE, RepublishMessageRecoverer.X_ORIGINAL_EXCHANGE,
			RepublishMessageRecoverer.X_ORIGINAL_ROUTING_KEY, DEATHS, HELD, "CC", "BCC", "x-delivery-count",
			"x-acquired-count");

	private static final List<String> LEFT_OUT_PREFIXES = List.of("x-first-death-", "x-last-death-");

	/** Counted by the broker at each delivery of one message. */
	private static final Set<String> OF_THE_DELIVERY = Set.of("x-delivery-count", "x-acquired-count");

	private Headers() {
	}

	static @Nullable String text(@Nullable Map<String, Object> headers, String name) {
		Object value = (headers != null) ? headers.get(name) : null;
		return (value != null) ? value.toString() : null;
	}

	/** Takes out what the broker counts at each delivery. */
	static void dropDeliveryCounts(Map<String, Object> headers) {
		headers.keySet().removeAll(OF_THE_DELIVERY);
	}

	/** Takes out what belongs to the failure rather than to the event. */
	public static void dropFailure(Map<String, Object> headers) {
		headers.keySet()
			.removeIf((name) -> LEFT_OUT.contains(name) || LEFT_OUT_PREFIXES.stream().anyMatch(name::startsWith));
	}

}
