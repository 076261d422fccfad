package dev.eventpatterns.workflowprocessor.message;

import org.jspecify.annotations.Nullable;

/** Untrusted text made fit for a column of a table, a line of a log and a page. */
public final class Texts {

	/** The longest name: that of a queue, exchange or routing key. */
	public static final int SHORT = 255;

	private static final char REPLACEMENT = '\uFFFD';

	private Texts() {
	}

	/**
	 * Text without control characters and broken pairs of surrogates, which PostgreSQL
	 * refuses, and cut.
	 * @param text the text
	 * @param longest most characters
	 */
	public static @Nullable String printable(@Nullable String text, int longest) {
		if (text == null) {
			return null;
		}
		int end = Math.min(text.length(), longest);
		StringBuilder printable = new StringBuilder(end);
		for (int i = 0; i < end; i++) {
			char c = text.charAt(i);
			if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
				printable.append(c).append(text.charAt(++i));
			}
			else if (Character.isSurrogate(c)) {
				printable.append(REPLACEMENT);
			}
			else {
				printable.append(Character.isISOControl(c) ? ' ' : c);
			}
		}
		return printable.toString();
	}

	/** The beginning of a text. */
	public static String cut(String text, int longest) {
		if (text.length() <= longest) {
			return text;
		}
		return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
	}

}
