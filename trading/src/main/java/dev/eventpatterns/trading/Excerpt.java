package dev.eventpatterns.trading;

/**
 * Untrusted text made fit for a message: short, and nothing in it but printable ASCII, so
 * that it can neither forge a log line nor drive a terminal, and look-alike letters show.
 */
final class Excerpt {

	private static final int LONGEST_VALUE = 40;

	private static final int LONGEST_REASON = 200;

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
		for (int i = 0; i < end; i++) {
			char c = untrusted.charAt(i);
			if (c >= ' ' && c <= '~') {
				text.append(c);
			}
			else {
				text.append(String.format("\\u%04x", (int) c));
			}
		}
		if (untrusted.length() > longest) {
			text.append("... (").append(untrusted.length()).append(" characters)");
		}
		return text.toString();
	}

}
