package dev.eventpatterns.workflowprocessor.repair;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Gives a symbol its new name. A name that has a new one and is a new one itself is left
 * alone, or an order would be renamed at each return.
 */
public final class RenamedSymbols implements RepairRule {

	private static final String SYMBOL = "symbol";

	private final Map<String, String> names;

	/**
	 * A rule for these renames.
	 * @param names old symbol to new symbol
	 */
	public RenamedSymbols(Map<String, String> names) {
		this.names = Map.copyOf(names);
	}

	@Override
	public String name() {
		return "symbols";
	}

	@Override
	public String description() {
		return "Gives symbols their new names" + (this.names.isEmpty() ? ": none is set" : ": " + this.names);
	}

	/** Also changes what is an order: that an old symbol failed says that it is old. */
	@Override
	public String mend(Draft draft) {
		UnaryOperator<String> rename = (symbol) -> {
			String renamed = this.names.get(symbol.strip());
			return (renamed != null && !this.names.containsKey(renamed)) ? renamed : symbol;
		};
		return draft.with(SYMBOL, rename);
	}

}
