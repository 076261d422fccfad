package dev.eventpatterns.trading;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads single values from JSON, each of exactly the type that its field has. */
final class JsonValues {

	/**
	 * Longer than any number in an order, and short enough that none is dear to convert.
	 */
	private static final int LONGEST_NUMBER = 64;

	private JsonValues() {
	}

	static String string(JsonParser parser, String field) {
		if (parser.currentToken() != JsonToken.VALUE_STRING) {
			throw wrongType(parser, field, "a string");
		}
		return parser.getString();
	}

	static BigDecimal number(JsonParser parser, String field) {
		if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
				&& parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
			throw wrongType(parser, field, "a number");
		}
		try {
			return new BigDecimal(numeral(parser, field));
		}
		catch (NumberFormatException ex) {
			throw new MalformedOrderException(field, "has an exponent out of range");
		}
	}

	static long integer(JsonParser parser, String field) {
		if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
			throw wrongType(parser, field, "an integer");
		}
		String numeral = numeral(parser, field);
		try {
			return Long.parseLong(numeral);
		}
		catch (NumberFormatException ex) {
			throw new MalformedOrderException(field,
					"must be 0 to " + Long.MAX_VALUE + ", was " + Excerpt.name(numeral));
		}
	}

	private static String numeral(JsonParser parser, String field) {
		if (parser.getStringLength() > LONGEST_NUMBER) {
			throw new MalformedOrderException(field,
					"must have at most " + LONGEST_NUMBER + " characters, has " + parser.getStringLength());
		}
		return parser.getString();
	}

	private static MalformedOrderException wrongType(JsonParser parser, String field, String wanted) {
		return new MalformedOrderException(field, "must be " + wanted + ", was " + describe(parser.currentToken()));
	}

	static String describe(@Nullable JsonToken token) {
		if (token == null) {
			return "empty";
		}
		return switch (token) {
			case START_OBJECT -> "an object";
			case START_ARRAY -> "an array";
			case VALUE_STRING -> "a string";
			case VALUE_NUMBER_INT -> "an integer";
			case VALUE_NUMBER_FLOAT -> "a decimal number";
			case VALUE_NULL -> "null";
			default -> "a boolean";
		};
	}

}
