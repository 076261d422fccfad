package dev.eventpatterns.watchnotification;

import org.jspecify.annotations.Nullable;

/**
 * What a service finds in its queue, as JSON.
 *
 * @param service whom it is for
 * @param key what has changed
 * @param value the value now
 * @param revision how often it has changed: 1, 2, 3…
 * @param skipped how many revisions this one covers beside its own, as far as the server
 * knows
 * @param changedAt when it was changed, ISO-8601
 */
public record Notice(String service, String key, @Nullable String value, long revision, long skipped,
		@Nullable String changedAt) {

	/** Message type of a notice. */
	public static final String TYPE = "watch.notice";

	/** Header: which key it was signed with. */
	public static final String KEY_ID_HEADER = "key-id";

	/** Header: when it was signed, ISO-8601. */
	public static final String SIGNED_AT_HEADER = "signed-at";

	/** Header: the signature, in hexadecimal digits. */
	public static final String SIGNATURE_HEADER = "signature";

}
