package dev.eventpatterns.workflowprocessor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether two things are the same: the first 128 bits of the SHA-256 of their
 * parts. The length of each part counts, so that "a", "bc" is not "ab", "c".
 */
public final class Digest {

	private static final int NONE = -1;

	private final MessageDigest sha256;

	/** A digest of nothing. */
	public Digest() {
		try {
			this.sha256 = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

	/** Adds text; none is not the same as empty text. */
	public Digest add(@Nullable String text) {
		return add((text != null) ? text.getBytes(StandardCharsets.UTF_8) : null);
	}

	/** Adds bytes. */
	public Digest add(byte @Nullable [] bytes) {
		this.sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, (bytes != null) ? bytes.length : NONE));
		if (bytes != null) {
			this.sha256.update(bytes);
		}
		return this;
	}

	/** The digest of what was added; starts anew. */
	public UUID toUuid() {
		ByteBuffer bytes = ByteBuffer.wrap(this.sha256.digest());
		return new UUID(bytes.getLong(), bytes.getLong());
	}

}
