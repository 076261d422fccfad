package dev.eventpatterns.trading;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** The two kinds of body that orders come in. */
enum MediaType {

	JSON, TEXT;

	/**
	 * Tells the kind from the content type; none at all means text. A charset is accepted
	 * when it agrees with UTF-8 on ASCII, which is all that a valid order consists of.
	 */
	static MediaType of(@Nullable String contentType) {
		if (contentType == null || contentType.isEmpty() || contentType.equals("text/plain")) {
			return TEXT;
		}
		if (contentType.equals("application/json")) {
			return JSON;
		}
		String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
		for (int i = 1; i < parts.length; i++) {
			requireReadableCharset(parts[i].strip(), contentType);
		}
		return switch (parts[0].strip()) {
			case "application/json" -> JSON;
			case "text/plain" -> TEXT;
			default -> throw new MalformedOrderException(MalformedOrderException.CONTENT_TYPE,
					"must be application/json or text/plain, was " + Excerpt.quote(contentType));
		};
	}

	private static void requireReadableCharset(String parameter, String contentType) {
		if (!parameter.startsWith("charset=")) {
			return;
		}
		switch (parameter.substring("charset=".length()).replace("\"", "")) {
			case "utf-8", "us-ascii", "iso-8859-1" -> {
				return;
			}
			default -> throw new MalformedOrderException(MalformedOrderException.CONTENT_TYPE,
					"must have the charset utf-8, was " + Excerpt.quote(contentType));
		}
	}

}
