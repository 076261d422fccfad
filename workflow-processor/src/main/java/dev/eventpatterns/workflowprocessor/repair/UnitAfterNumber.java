package dev.eventpatterns.workflowprocessor.repair;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Strips a unit after the number, as in {@code BUY,AAPL,206 shares}: orders are in
 * shares. Another word, such as "lots", is left alone, since it says another amount.
 */
public final class UnitAfterNumber implements RepairRule {

	private static final Pattern WITH_UNIT = Pattern
		.compile("([0-9][0-9.,]{0,30})\\s{0,10}(?:shares?|shrs?|shs?|pcs?|units?)\\.?", Pattern.CASE_INSENSITIVE);

	/** The one form that wants its unit, and in capitals. */
	private static final String UNIT = " SHARES";

	@Override
	public String name() {
		return "unit";
	}

	@Override
	public String description() {
		return "Strips a unit after the number: BUY,AAPL,206 shares becomes BUY,AAPL,206";
	}

	@Override
	public String mend(Draft draft) {
		if (draft.isOrder()) {
			return draft.text();
		}
		TextFields numbered = draft.json() ? null : TextFields.read(draft.text());
		String unit = (numbered != null && numbered.hasUnit()) ? UNIT : "";
		return draft.withQuantity((quantity) -> {
			Matcher matcher = WITH_UNIT.matcher(quantity.strip());
			return matcher.matches() ? matcher.group(1) + unit : quantity;
		});
	}

}
