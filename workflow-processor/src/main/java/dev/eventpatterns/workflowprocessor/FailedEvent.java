package dev.eventpatterns.workflowprocessor;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An event as it was handed over, and what can be read from it.
 *
 * @param body byte by byte
 * @param contentType null where it has none
 * @param messageId null where it has none
 * @param properties its AMQP properties as JSON
 * @param headers its headers as JSON, each with its AMQP type
 * @param origin where it came from
 * @param complaint what was said about its failure
 * @param subject whose order it is, as far as that can be read
 * @param lineage which earlier sending it belongs to, null if it has never been sent back
 * @param held whether its followers wait for it
 * @param receivedAt when it came
 */
public record FailedEvent(byte[] body, @Nullable String contentType, @Nullable String messageId, String properties,
		String headers, Origin origin, Complaint complaint, Subject subject, @Nullable Lineage lineage, boolean held,
		Instant receivedAt) {

	/**
	 * What makes it the same event when a consumer hands it over twice, after a crash for
	 * instance. Without a message id nothing does: two orders may well be alike.
	 */
	public @Nullable UUID identity() {
		if (this.messageId == null) {
			return null;
		}
		Digest digest = new Digest().add(this.messageId)
			.add(this.contentType)
			.add(this.body)
			.add(this.origin.exchange())
			.add(this.origin.routingKey());
		if (this.lineage != null) {
			digest.add(this.lineage.id().toString()).add(Integer.toString(this.lineage.attempt()));
		}
		return digest.toUuid();
	}

	/** What makes it the same delivery when the broker delivers it again. */
	public UUID delivery() {
		return new Digest().add(this.properties).add(this.headers).add(this.body).toUuid();
	}

	/**
	 * Whose order an event is.
	 *
	 * @param orderId the order's id, null where it cannot be read
	 * @param context the account, null where it cannot be read
	 */
	public record Subject(@Nullable String orderId, @Nullable String context) {
	}

	/**
	 * The chain of an event and its returns.
	 *
	 * @param id the same for all of them
	 * @param attempt how often it had been sent back, from 1
	 */
	public record Lineage(UUID id, int attempt) {
	}

}
