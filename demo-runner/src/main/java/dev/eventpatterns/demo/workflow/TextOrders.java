package dev.eventpatterns.demo.workflow;

import java.util.List;

/**
 * The ten orders of the literature's own case, one of them with a unit after its number.
 */
final class TextOrders {

	static final String MALFORMED = "BUY,AAPL,206 shares";

	static final String MENDED = "BUY,AAPL,206";

	static final List<String> ALL = List.of("BUY,AAPL,100", "SELL,GOOG,15", "BUY,MSFT,300", "BUY,IBM,42", "SELL,AAPL,7",
			MALFORMED, "BUY,ORCL,120", "SELL,MSFT,55", "BUY,GOOG,9", "SELL,IBM,17");

	private TextOrders() {
	}

	static String id(int order) {
		return "text-" + (order + 1);
	}

}
