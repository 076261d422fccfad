package dev.eventpatterns.workflowprocessor.repair;

import java.util.Map;

/**
 * Brings JSON of the first version up to date: that had other names for some fields, a
 * field {@code schema}, and new orders only.
 */
public final class StaleSchema implements RepairRule {

	private static final Map<String, String> NAMES = Map.of("id", "orderId", "client", "account", "type", "action",
			"instrument", "symbol", "amount", "quantity", "seq", "sequence");

	private static final String VERSION = "schema";

	private static final String UNKNOWN = "0";

	@Override
	public String name() {
		return "schema";
	}

	@Override
	public String description() {
		return "Brings JSON of the first schema version up to date: old field names, no action, no sequence";
	}

	@Override
	public String mend(Draft draft) {
		if (!draft.json() || draft.isOrder()) {
			return draft.text();
		}
		JsonFields fields = JsonFields.read(draft.text());
		if (fields == null) {
			return draft.text();
		}
		boolean marked = fields.remove(VERSION) != null;
		boolean renamed = fields.rename(NAMES);
		if (!marked && !renamed) {
			return draft.text();
		}
		fields.putIfMissing("action", "PLACE");
		fields.putNumberIfMissing("sequence", UNKNOWN);
		return fields.write();
	}

}
