package dev.eventpatterns.workflowprocessor.repair;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the three text forms more leniently than a consumer does. The last field is the
 * quantity and may hold separators and words.
 */
final class TextFields implements Fields {

	private static final int LONGEST = 1_000;

	private static final Form NUMBERED = new Form(
			Pattern.compile("\\s*\\(\\s*(\\d+)\\s*\\)\\s*([^,]+),([^,]+),([^,]+),(.+?)\\s*", Pattern.DOTALL),
			List.of("sequence", "account", "side", "symbol", "quantity"), "(%s) %s,%s,%s,%s");

	private static final Form HOUSE = new Form(Pattern.compile("\\s*([^,(]+),([^,]+),(.+?)\\s*", Pattern.DOTALL),
			List.of("side", "symbol", "quantity"), "%s,%s,%s");

	private static final Form ACTION_FIRST = new Form(
			Pattern.compile("\\s*([^\\s,]+)\\s+([^\\s,]+)\\s+([^\\s,]+)\\s+([^\\s,]+)\\s+(.+?)\\s*", Pattern.DOTALL),
			List.of("action", "side", "symbol", "account", "quantity"), "%s %s %s %s %s");

	private final Form form;

	private final String[] values;

	private final String text;

	private TextFields(String text, Form form, String[] values) {
		this.text = text;
		this.form = form;
		this.values = values;
	}

	static @Nullable TextFields read(String text) {
		if (text.length() > LONGEST) {
			return null;
		}
		for (Form form : List.of(NUMBERED, HOUSE, ACTION_FIRST)) {
			Matcher matcher = form.pattern.matcher(text);
			if (matcher.matches()) {
				String[] values = new String[matcher.groupCount()];
				for (int i = 0; i < values.length; i++) {
					values[i] = matcher.group(i + 1);
				}
				return new TextFields(text, form, values);
			}
		}
		return null;
	}

	/** Whether the quantity has to be followed by its unit. */
	boolean hasUnit() {
		return this.form == NUMBERED;
	}

	@Override
	public boolean change(String field, UnaryOperator<String> change) {
		int index = this.form.fields.indexOf(field);
		if (index < 0) {
			return false;
		}
		this.values[index] = change.apply(this.values[index]);
		// White space between the fields goes as well.
		return !write().equals(this.text);
	}

	@Override
	public String write() {
		return String.format(this.form.format, (Object[]) this.values);
	}

	private record Form(Pattern pattern, List<String> fields, String format) {
	}

}
