package dev.eventpatterns.trading;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.trading.TradeOrder.Action;
import dev.eventpatterns.trading.TradeOrder.Side;

/**
 * What each field of an order may hold, stated once for the constructor and all wire
 * forms. Each rule returns the value it accepts and throws a
 * {@link MalformedOrderException} that names the field otherwise. Characters are compared
 * one by one: a regular expression would cost more than the rest of parsing.
 */
final class FieldRules {

	static final BigDecimal LARGEST_QUANTITY = new BigDecimal("1000000000000");

	static final int MOST_DECIMALS = 8;

	private FieldRules() {
	}

	static <T> T present(String field, @Nullable T value) {
		if (value == null) {
			throw new MalformedOrderException(field, "is missing");
		}
		return value;
	}

	static String orderId(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (!isLetterOrDigit(c) && c != '-' && c != '_' && c != '.' && c != ':') {
				throw notMade("orderId", "1 to 64 of A-Z a-z 0-9 . _ : -", value);
			}
		}
		if (value.isEmpty() || value.length() > 64) {
			throw notMade("orderId", "1 to 64 of A-Z a-z 0-9 . _ : -", value);
		}
		return value;
	}

	static String account(@Nullable String untrusted) {
		String value = present("account", untrusted);
		boolean valid = !value.isEmpty() && value.length() <= 32 && isLetterOrDigit(value.charAt(0));
		for (int i = 1; valid && i < value.length(); i++) {
			char c = value.charAt(i);
			valid = isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
		}
		if (!valid) {
			throw notMade("account", "1 to 32 of A-Z a-z 0-9 . _ - that start with a letter or digit", value);
		}
		return value;
	}

	static String symbol(@Nullable String untrusted) {
		String value = present("symbol", untrusted);
		boolean valid = !value.isEmpty() && value.length() <= 12 && isCapital(value.charAt(0));
		for (int i = 1; valid && i < value.length(); i++) {
			char c = value.charAt(i);
			valid = isCapital(c) || isDigit(c) || c == '.';
		}
		if (!valid) {
			throw notMade("symbol", "1 to 12 of A-Z 0-9 . that start with a letter", value);
		}
		return value;
	}

	/**
	 * Accepts a quantity. The checks run from cheap to dear: only a number that is known
	 * to be small is ever rescaled, so 1e999999999 costs nothing.
	 */
	static BigDecimal quantity(@Nullable BigDecimal untrusted) {
		BigDecimal value = present("quantity", untrusted);
		if (value.signum() <= 0) {
			throw new MalformedOrderException("quantity", "must be positive, was " + Excerpt.name(value.toString()));
		}
		if (value.compareTo(LARGEST_QUANTITY) > 0) {
			throw new MalformedOrderException("quantity",
					"must be at most " + LARGEST_QUANTITY.toPlainString() + ", was " + Excerpt.name(value.toString()));
		}
		if (value.scale() > MOST_DECIMALS) {
			throw new MalformedOrderException("quantity", "must have at most " + MOST_DECIMALS + " decimals, has "
					+ value.scale() + ": " + Excerpt.name(value.toString()));
		}
		return (value.scale() < 0) ? value.setScale(0) : value;
	}

	static long sequence(long value) {
		if (value < 0) {
			throw new MalformedOrderException("sequence", "must be 0 (unknown) or positive, was " + value);
		}
		return value;
	}

	static Action action(String value) {
		return switch (value) {
			case "PLACE" -> Action.PLACE;
			case "AMEND" -> Action.AMEND;
			case "CANCEL" -> Action.CANCEL;
			default -> throw notMade("action", "PLACE, AMEND or CANCEL", value);
		};
	}

	static Side side(String value) {
		return switch (value) {
			case "BUY" -> Side.BUY;
			case "SELL" -> Side.SELL;
			default -> throw notMade("side", "BUY or SELL", value);
		};
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isCapital(char c) {
		return c >= 'A' && c <= 'Z';
	}

	private static boolean isLetterOrDigit(char c) {
		return isDigit(c) || isCapital(c) || (c >= 'a' && c <= 'z');
	}

	private static MalformedOrderException notMade(String field, String allowed, String was) {
		return new MalformedOrderException(field, "must be " + allowed + ", was " + Excerpt.quote(was));
	}

}
