package dev.eventpatterns.workflowprocessor.repair;

import java.util.function.UnaryOperator;

import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrderParser;

/**
 * A body on its way through the rules.
 *
 * @param text the body
 * @param json whether it is meant to be JSON, by its content type
 */
public record Draft(String text, boolean json) {

	private static final String QUANTITY = "quantity";

	/** Whether a consumer can read it. */
	public boolean isOrder() {
		try {
			if (this.json) {
				TradeOrderParser.parseJson(this.text);
			}
			else {
				TradeOrderParser.parseText(this.text);
			}
			return true;
		}
		catch (MalformedOrderException ex) {
			return false;
		}
	}

	/** The text with another value for one field, where it has that field. */
	public String with(String field, UnaryOperator<String> change) {
		Fields fields = this.json ? JsonFields.read(this.text) : TextFields.read(this.text);
		return (fields != null && fields.change(field, change)) ? fields.write() : this.text;
	}

	/** As {@link #with}, for the quantity. */
	String withQuantity(UnaryOperator<String> change) {
		return with(QUANTITY, change);
	}

}
