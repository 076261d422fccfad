package dev.eventpatterns.workflowprocessor.message;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer;

import dev.eventpatterns.workflowprocessor.Cause;
import dev.eventpatterns.workflowprocessor.Complaint;
import dev.eventpatterns.workflowprocessor.FailedEvent;
import dev.eventpatterns.workflowprocessor.Origin;

/**
 * Reads what a consumer, or the broker, says about an event that could not be processed.
 * Whatever the message is, an event comes out: there is nowhere else to put it.
 */
public final class EventReader {

	private static final int LONGEST_MESSAGE = 1_000;

	private EventReader() {
	}

	/** Reads a delivery. */
	public static FailedEvent read(Delivery message, Instant receivedAt) {
		BasicProperties properties = message.getProperties();
		Map<String, Object> headers = new HashMap<>();
		if (properties.getHeaders() != null) {
			headers.putAll(properties.getHeaders());
		}
		Headers.dropDeliveryCounts(headers);
		return new FailedEvent(message.getBody(), Texts.printable(properties.getContentType(), Texts.SHORT),
				Texts.printable(properties.getMessageId(), Texts.SHORT), PropertyJson.write(properties),
				HeaderJson.write(headers), origin(headers), complaint(headers),
				SubjectReader.read(message.getBody(), properties, headers), lineage(headers),
				"true".equals(Headers.text(headers, Headers.HELD)), receivedAt);
	}

	/**
	 * Reads as little as possible: for a message whose headers cannot be kept. Its body
	 * is kept byte by byte.
	 * @param why they cannot
	 */
	public static FailedEvent readBodyOnly(Delivery message, Instant receivedAt, String why) {
		String said = Texts.printable("its headers cannot be kept: " + why, LONGEST_MESSAGE);
		return new FailedEvent(message.getBody(), null, null, "{}", "{}", Origin.unknown(),
				new Complaint(Cause.UNKNOWN, null, (said != null) ? said : ""), new FailedEvent.Subject(null, null),
				null, false, receivedAt);
	}

	private static Origin origin(Map<String, Object> headers) {
		String exchange = printable(headers, RepublishMessageRecoverer.X_ORIGINAL_EXCHANGE);
		String routingKey = printable(headers, RepublishMessageRecoverer.X_ORIGINAL_ROUTING_KEY);
		if (exchange != null || routingKey != null) {
			return Origin.of((exchange != null) ? exchange : "", (routingKey != null) ? routingKey : "");
		}
		String queue = death(headers, "queue");
		return (queue != null) ? Origin.ofQueue(queue) : Origin.unknown();
	}

	private static Complaint complaint(Map<String, Object> headers) {
		String message = Texts.printable(Headers.text(headers, RepublishMessageRecoverer.X_EXCEPTION_MESSAGE),
				LONGEST_MESSAGE);
		String trace = Headers.text(headers, RepublishMessageRecoverer.X_EXCEPTION_STACKTRACE);
		if (message != null || trace != null) {
			return new Complaint(Cause.FAILED, exception(trace), (message != null) ? message : Cause.FAILED.words());
		}
		String reason = death(headers, "reason");
		Cause cause = (reason != null) ? Cause.ofDeadLetter(reason) : Cause.UNKNOWN;
		return new Complaint(cause, null, cause.words());
	}

	/** The simple name of the class that a stack trace starts with. */
	private static @Nullable String exception(@Nullable String trace) {
		if (trace == null) {
			return null;
		}
		int end = 0;
		while (end < trace.length() && Character.isJavaIdentifierPart(trace.charAt(end))
				|| end < trace.length() && trace.charAt(end) == '.') {
			end++;
		}
		String name = trace.substring(0, end);
		return Texts.printable(name.substring(name.lastIndexOf('.') + 1), Texts.SHORT);
	}

	/** What the latest dead-lettering says: the broker puts it first. */
	private static @Nullable String death(Map<String, Object> headers, String field) {
		if (headers.get(Headers.DEATHS) instanceof List<?> deaths && !deaths.isEmpty()
				&& deaths.get(0) instanceof Map<?, ?> latest && latest.get(field) != null) {
			return Texts.printable(latest.get(field).toString(), Texts.SHORT);
		}
		return null;
	}

	private static FailedEvent.@Nullable Lineage lineage(Map<String, Object> headers) {
		String id = Headers.text(headers, Headers.LINEAGE);
		if (id == null || !(headers.get(Headers.ATTEMPT) instanceof Integer attempt) || attempt < 1) {
			return null;
		}
		try {
			return new FailedEvent.Lineage(UUID.fromString(id), attempt);
		}
		catch (IllegalArgumentException ex) {
			// Somebody else's header of the same name.
			return null;
		}
	}

	private static @Nullable String printable(Map<String, Object> headers, String name) {
		return Texts.printable(Headers.text(headers, name), Texts.SHORT);
	}

}
