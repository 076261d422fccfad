package dev.eventpatterns.trading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads one order in any of its {@linkplain WireForm wire forms}, strictly. Whatever the
 * input, the outcome is an order or a {@link MalformedOrderException}, never another
 * exception. A body that is too large is refused by its length, unread.
 */
public final class TradeOrderParser {

	/** The largest body that is read as one order, in bytes. */
	public static final int MAX_BODY_BYTES = 64 * 1024;

	private TradeOrderParser() {
	}

	/**
	 * Reads an order from a message.
	 * @param body the message's body, UTF-8
	 * @param contentType {@code application/json} for JSON; {@code text/plain}, empty or
	 * null for the text forms; parameters and case do not matter, except that the charset
	 * must be one that agrees with UTF-8 on ASCII
	 * @throws MalformedOrderException if it is not one valid order
	 */
	public static TradeOrder parse(byte[] body, @Nullable String contentType) {
		return switch (MediaType.of(contentType)) {
			case JSON -> parseJson(body);
			case TEXT -> parseText(text(body, MAX_BODY_BYTES));
		};
	}

	/**
	 * Reads an order from a JSON object in UTF-8.
	 * @throws MalformedOrderException if it is not one valid order
	 */
	public static TradeOrder parseJson(byte[] body) {
		return parseJson(text(body, MAX_BODY_BYTES));
	}

	/**
	 * Reads an order from a JSON object.
	 * @throws MalformedOrderException if it is not one valid order
	 */
	public static TradeOrder parseJson(String json) {
		requireSize(json.length(), MAX_BODY_BYTES);
		return JsonOrderReader.readOne(json);
	}

	/**
	 * Reads an order from one of the three text forms, with or without a line end.
	 * @throws MalformedOrderException if it is not one valid order
	 */
	public static TradeOrder parseText(String text) {
		requireSize(text.length(), MAX_BODY_BYTES);
		return TextOrderReader.read(text);
	}

	/** The body as text, for as long as it is at most so many bytes of valid UTF-8. */
	static String text(byte[] body, int maxBytes) {
		requireSize(body.length, maxBytes);
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT)
				.decode(ByteBuffer.wrap(body))
				.toString();
		}
		catch (CharacterCodingException ex) {
			throw new MalformedOrderException(MalformedOrderException.BODY, "is not valid UTF-8 text");
		}
	}

	private static void requireSize(int length, int maxBytes) {
		if (length == 0) {
			throw new MalformedOrderException(MalformedOrderException.BODY, "is empty");
		}
		if (length > maxBytes) {
			throw new MalformedOrderException(MalformedOrderException.BODY,
					"must be at most " + maxBytes + " bytes, was " + length);
		}
	}

}
