package dev.eventpatterns.trading;

import java.math.BigDecimal;

import dev.eventpatterns.trading.TradeOrder.Action;

/**
 * Reads the three text forms. The first character that separates tells them apart; from
 * there on every character has its place, and nothing but one line end may follow.
 */
final class TextOrderReader {

	private static final String UNIT = " SHARES";

	/** Longer than the largest quantity with separators, and cheap to convert. */
	private static final int LONGEST_NUMBER = 64;

	private static final String[] ACTION_FIRST = { "action", "side", "symbol", "account", "quantity" };

	private static final String[] NUMBERED = { "account", "side", "symbol", "quantity" };

	private static final String[] HOUSE = { "side", "symbol", "quantity" };

	private TextOrderReader() {
	}

	static TradeOrder read(String text) {
		String line = withoutLineEnd(text);
		if (line.startsWith("(")) {
			return readNumbered(line);
		}
		int space = line.indexOf(' ');
		int comma = line.indexOf(',');
		if (space >= 0 && (comma < 0 || space < comma)) {
			return readActionFirst(line);
		}
		if (comma >= 0) {
			return readHouse(line);
		}
		throw new MalformedOrderException(MalformedOrderException.BODY,
				"is in none of the text forms (such as 'PLACE SELL GOOG A-136 2,000,000.00'): " + Excerpt.quote(line));
	}

	private static TradeOrder readActionFirst(String line) {
		String[] words = split(line, ' ', ACTION_FIRST);
		return new TradeOrder(null, words[3], FieldRules.action(words[0]), FieldRules.side(words[1]), words[2],
				quantity(words[4], true), 0);
	}

	private static TradeOrder readNumbered(String line) {
		int end = line.indexOf(") ");
		if (end < 0) {
			throw new MalformedOrderException("sequence", "must stand as '(n) ' before the account");
		}
		long sequence = sequence(line.substring(1, end));
		String[] parts = split(line.substring(end + 2), ',', NUMBERED);
		if (!parts[3].endsWith(UNIT)) {
			throw new MalformedOrderException("quantity",
					"must be followed by ' SHARES', was " + Excerpt.quote(parts[3]));
		}
		String shares = parts[3].substring(0, parts[3].length() - UNIT.length());
		return new TradeOrder(null, parts[0], Action.PLACE, FieldRules.side(parts[1]), parts[2],
				quantity(shares, false), sequence);
	}

	private static TradeOrder readHouse(String line) {
		String[] parts = split(line, ',', HOUSE);
		return new TradeOrder(null, WireForm.HOUSE_ACCOUNT, Action.PLACE, FieldRules.side(parts[0]), parts[1],
				quantity(parts[2], false), 0);
	}

	private static String withoutLineEnd(String text) {
		int end = text.length();
		if (end > 0 && text.charAt(end - 1) == '\n') {
			end--;
			if (end > 0 && text.charAt(end - 1) == '\r') {
				end--;
			}
		}
		return text.substring(0, end);
	}

	/** One part for each field, none of them empty, and nothing after the last. */
	private static String[] split(String line, char separator, String[] fields) {
		String[] parts = new String[fields.length];
		int start = 0;
		for (int i = 0; i < fields.length; i++) {
			int end = line.indexOf(separator, Math.min(start, line.length()));
			int stop = (end < 0) ? line.length() : end;
			if (start >= stop) {
				throw new MalformedOrderException(fields[i], "is missing");
			}
			if (i == fields.length - 1 && end >= 0) {
				throw new MalformedOrderException(MalformedOrderException.BODY, "must end with the " + fields[i]
						+ ", but goes on after it: " + Excerpt.quote(line.substring(end)));
			}
			parts[i] = line.substring(start, stop);
			start = stop + 1;
		}
		return parts;
	}

	private static long sequence(String digits) {
		boolean valid = !digits.isEmpty() && digits.length() <= 19 && digits.charAt(0) != '0';
		long value = 0;
		for (int i = 0; valid && i < digits.length(); i++) {
			char c = digits.charAt(i);
			valid = FieldRules.isDigit(c);
			value = value * 10 + (c - '0');
		}
		// Nineteen digits overflow at most once, and then into the negative.
		if (!valid || value < 0) {
			throw new MalformedOrderException("sequence",
					"must be 1 to " + Long.MAX_VALUE + ", was " + Excerpt.quote(digits));
		}
		return value;
	}

	private static BigDecimal quantity(String text, boolean grouping) {
		if (text.length() > LONGEST_NUMBER || !isNumber(text, grouping)) {
			throw new MalformedOrderException("quantity", "must be a plain number such as "
					+ (grouping ? "2,000,000.00" : "206") + ", was " + Excerpt.quote(text));
		}
		return new BigDecimal(grouping ? text.replace(",", "") : text);
	}

	/**
	 * An optional minus, so that a negative quantity is refused for what it is; digits
	 * without a needless 0 in front, in whole groups of three if in groups at all; a
	 * fraction of one digit or more.
	 */
	private static boolean isNumber(String text, boolean grouping) {
		int start = text.startsWith("-") ? 1 : 0;
		int point = text.indexOf('.', start);
		int end = (point < 0) ? text.length() : point;
		boolean grouped = grouping && text.indexOf(',') >= 0;
		for (int i = start; i < end; i++) {
			boolean separator = grouped && (end - i) % 4 == 0;
			if (separator ? (i == start || text.charAt(i) != ',') : !FieldRules.isDigit(text.charAt(i))) {
				return false;
			}
		}
		if (start == end || (text.charAt(start) == '0' && end - start > 1)) {
			return false;
		}
		for (int i = end + 1; i < text.length(); i++) {
			if (!FieldRules.isDigit(text.charAt(i))) {
				return false;
			}
		}
		return point != text.length() - 1;
	}

}
