package dev.eventpatterns.workflowprocessor.repair;

/** Takes off a byte order mark, and quotes around the whole body. */
public final class QuotesAndMarks implements RepairRule {

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	@Override
	public String name() {
		return "quotes";
	}

	@Override
	public String description() {
		return "Takes off a byte order mark, and quotes around the whole body";
	}

	@Override
	public String mend(Draft draft) {
		if (draft.isOrder()) {
			return draft.text();
		}
		String text = draft.text();
		if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
			text = text.substring(1);
		}
		String bare = text.strip();
		if (bare.length() > 2 && isQuoted(bare, '"') || bare.length() > 2 && isQuoted(bare, '\'')) {
			String inner = bare.substring(1, bare.length() - 1);
			text = draft.json() ? inner.replace("\\\"", "\"") : inner;
		}
		return text;
	}

	private static boolean isQuoted(String text, char quote) {
		return text.charAt(0) == quote
				&& text.indexOf(quote, text.indexOf('\\') >= 0 ? text.length() - 1 : 1) == text.length() - 1;
	}

}
