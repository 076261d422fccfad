package dev.eventpatterns.workflowprocessor.repair;

import java.util.List;
import java.util.Locale;

/** Strips white space around values, and writes in capitals what has to be. */
public final class CaseAndSpace implements RepairRule {

	private static final List<String> CAPITALS = List.of("action", "side", "symbol");

	private static final List<String> AS_THEY_ARE = List.of("orderId", "account", "quantity");

	@Override
	public String name() {
		return "case";
	}

	@Override
	public String description() {
		return "Strips white space around values, and writes action, side and symbol in capitals";
	}

	@Override
	public String mend(Draft draft) {
		if (draft.isOrder()) {
			return draft.text();
		}
		Draft mended = draft;
		for (String field : CAPITALS) {
			mended = new Draft(mended.with(field, (value) -> value.strip().toUpperCase(Locale.ROOT)), draft.json());
		}
		for (String field : AS_THEY_ARE) {
			mended = new Draft(mended.with(field, String::strip), draft.json());
		}
		return mended.text();
	}

}
