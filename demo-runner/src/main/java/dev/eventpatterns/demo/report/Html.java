package dev.eventpatterns.demo.report;

/**
 * Makes any text safe to stand in a page, between tags as well as in a quoted attribute.
 */
final class Html {

	private Html() {
	}

	static String escape(String text) {
		StringBuilder safe = new StringBuilder(text.length() + 16);
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '&' -> safe.append("&amp;");
				case '<' -> safe.append("&lt;");
				case '>' -> safe.append("&gt;");
				case '"' -> safe.append("&quot;");
				case '\'' -> safe.append("&#39;");
				default -> safe.append((c < ' ' && c != '\n' && c != '\t') ? '\uFFFD' : c);
			}
		}
		return safe.toString();
	}

	/**
	 * Makes JSON safe to stand in a script element: within strings, the only place where
	 * this character can be, JSON knows it in this form too.
	 */
	static String jsonInScript(String json) {
		return json.replace("<", "\\u003c");
	}

}
