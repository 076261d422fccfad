package dev.eventpatterns.workflowprocessor.repair;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the commas out of a number, where they stand before whole groups of three. A
 * number such as 1.234 or 2,00,000 means one thing here and another one there: that is
 * for a person.
 */
public final class ThousandsSeparators implements RepairRule {

	/** Anchored, and without nesting that could make it slow. */
	private static final Pattern GROUPED = Pattern.compile("([1-9]\\d{0,2}(?:,\\d{3}){1,4}(?:\\.\\d{1,8})?)(\\D*)");

	private static final Pattern PLAIN = Pattern.compile("(?:0|[1-9]\\d{0,12})(?:\\.\\d{1,8})?");

	@Override
	public String name() {
		return "separators";
	}

	@Override
	public String description() {
		return "Takes thousands separators out of a quantity, and in JSON turns it into a number";
	}

	@Override
	public String mend(Draft draft) {
		if (draft.isOrder()) {
			return draft.text();
		}
		if (!draft.json()) {
			return draft.withQuantity(ThousandsSeparators::plain);
		}
		JsonFields fields = JsonFields.read(draft.text());
		String quantity = (fields != null) ? fields.textOf("quantity") : null;
		if (fields == null || quantity == null || !PLAIN.matcher(plain(quantity)).matches()) {
			return draft.text();
		}
		fields.putNumber("quantity", plain(quantity));
		return fields.write();
	}

	private static String plain(String quantity) {
		Matcher grouped = GROUPED.matcher(quantity);
		return grouped.matches() ? grouped.group(1).replace(",", "") + grouped.group(2) : quantity;
	}

}
