package dev.eventpatterns.watchnotification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Signs notices and checks them: HMAC-SHA256 over key id, time of signing and body, each
 * followed by a line feed but the last. The body names the service, the key and the
 * revision, so a notice for one cannot pass for another. Several keys may be known, so
 * that they can be changed while running: first let all services know the new one, then
 * let the server sign with it, then take the old one away.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104, HMAC</a>
 */
public final class NoticeSigner {

	/** A key as long as the hash: shorter ones weaken it. */
	public static final int LEAST_KEY_BYTES = 32;

	private static final String ALGORITHM = "HmacSHA256";

	private static final Duration SKEW = Duration.ofSeconds(30);

	private final Map<String, SecretKeySpec> keys = new TreeMap<>();

	private final String current;

	private final Duration window;

	/**
	 * Creates a signer.
	 * @param keys the secrets by their ids
	 * @param current the id of the key to sign with
	 * @param window how old a notice may be when it is checked
	 * @throws IllegalArgumentException if a secret is too short
	 */
	public NoticeSigner(Map<String, byte[]> keys, String current, Duration window) {
		keys.forEach((id, secret) -> {
			if (secret.length < LEAST_KEY_BYTES) {
				throw new IllegalArgumentException("the key '" + id + "' has " + secret.length
						+ " bytes, but must have " + LEAST_KEY_BYTES + " at least");
			}
			this.keys.put(id, new SecretKeySpec(secret, ALGORITHM));
		});
		this.current = current;
		this.window = window;
	}

	/**
	 * Signs.
	 * @param body the notice as it is sent
	 * @throws IllegalStateException if the current key is not known
	 */
	public Signature sign(byte[] body, Instant now) {
		SecretKeySpec key = this.keys.get(this.current);
		if (key == null) {
			throw new IllegalStateException("there is no key '" + this.current + "' to sign with");
		}
		return new Signature(this.current, now.toString(),
				HexFormat.of().formatHex(mac(key, this.current, now.toString(), body)));
	}

	/**
	 * Checks.
	 * @param signature what came with the body, with null for what did not come
	 * @param body the notice as it came
	 * @param now the time at the service
	 */
	public Verdict check(Signature signature, byte[] body, Instant now) {
		if (signature.keyId() == null || signature.signedAt() == null || signature.hex() == null) {
			return Verdict.UNSIGNED;
		}
		SecretKeySpec key = this.keys.get(signature.keyId());
		if (key == null) {
			return Verdict.UNKNOWN_KEY;
		}
		byte[] right = mac(key, signature.keyId(), signature.signedAt(), body);
		// Takes as long for a nearly right one as for any other, so nobody can guess on.
		if (!MessageDigest.isEqual(right, bytes(signature.hex()))) {
			return Verdict.FORGED;
		}
		return isFresh(signature.signedAt(), now) ? Verdict.GENUINE : Verdict.STALE;
	}

	private boolean isFresh(String signedAt, Instant now) {
		try {
			Instant signed = Instant.parse(signedAt);
			return !signed.isBefore(now.minus(this.window)) && !signed.isAfter(now.plus(SKEW));
		}
		catch (DateTimeParseException ex) {
			return false;
		}
	}

	private static byte[] bytes(String hex) {
		try {
			return HexFormat.of().parseHex(hex);
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

	private static byte[] mac(SecretKeySpec key, String keyId, String signedAt, byte[] body) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			mac.update((keyId + "\n" + signedAt + "\n").getBytes(StandardCharsets.UTF_8));
			return mac.doFinal(body);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java has " + ALGORITHM, ex);
		}
	}

	/**
	 * What travels beside the body.
	 *
	 * @param keyId which key
	 * @param signedAt when, ISO-8601
	 * @param hex the signature, in hexadecimal digits
	 */
	public record Signature(@Nullable String keyId, @Nullable String signedAt, @Nullable String hex) {
	}

	/** What a check says. */
	public enum Verdict {

		/** It comes from the server, lately. */
		GENUINE,

		/** Key id, time or signature are missing. */
		UNSIGNED,

		/** It was signed with a key that is not known here. */
		UNKNOWN_KEY,

		/** The signature is not that of the body. */
		FORGED,

		/** It is too old, or from the future. */
		STALE

	}

}
