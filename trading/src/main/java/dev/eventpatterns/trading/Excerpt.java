package dev.eventpatterns.trading;

/**
 * Untrusted text made fit for a message: short, and nothing in it but printable ASCII, so
 * that it can neither forge a log line nor drive a terminal, and look-alike letters show.
 */
final class Excerpt {

	private static final int LONGEST_VALUE = 40;

	private static final int LONGEST_REASON = 200;

	/** As long is a character that has to be escaped. */
	private static final int ESCAPED = 6;

	private static final int LONGEST_WRITTEN = ESCAPED * LONGEST_VALUE;

	private Excerpt() {
	}

	/** A value of the input, in quotes. */
	static String quote(CharSequence untrusted) {
		return '\'' + clean(untrusted, LONGEST_VALUE) + '\'';
	}

	/** A name of the input. */
	static String name(CharSequence untrusted) {
		return untrusted.isEmpty() ? "''" : clean(untrusted, LONGEST_VALUE);
	}

	/** A reason that may hold parts of the input. */
	static String reason(CharSequence untrusted) {
		return clean(untrusted, LONGEST_REASON);
	}

	private static String clean(CharSequence untrusted, int longest) {
		StringBuilder text = new StringBuilder();
		int end = Math.min(untrusted.length(), longest);
		int taken = 0;
		for (; taken < end && text.length() <= LONGEST_WRITTEN - ESCAPED; taken++) {
			char c = untrusted.charAt(taken);
			if (c >= ' ' && c <= '~') {
				text.append(c);
			}
			else {
				text.append(String.format("\\u%04x", (int) c));
			}
		}
		if (untrusted.length() > taken) {
			text.append("... (").append(untrusted.length()).append(" characters)");
		}
		return text.toString();
	}

}
