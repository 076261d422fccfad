package dev.eventpatterns.trading;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * An order to buy or sell, valid by construction. Two orders are equal when all their
 * fields are, the quantity's decimals included: 2.0 is not 2.00.
 *
 * @param orderId what tells this order from all others: 1 to 64 letters, digits, dots,
 * underscores, colons and hyphens; null for an order that came without one and is
 * unidentified
 * @param account the context whose order must be kept: 1 to 32 letters, digits, dots,
 * underscores and hyphens that start with a letter or digit
 * @param action what is to be done
 * @param side whether the account buys or sells
 * @param symbol what is traded: 1 to 12 capitals, digits and dots that start with a
 * letter
 * @param quantity how much: above 0, at most 10<sup>12</sup>, with at most 8 decimals; a
 * number in exponent form such as 2E+6 is kept as 2000000
 * @param sequence counts 1, 2, 3… within the account; 0 where that is unknown
 */
public record TradeOrder(@Nullable String orderId, String account, Action action, Side side, String symbol,
		BigDecimal quantity, long sequence) {

	/**
	 * Checks every field.
	 * @throws MalformedOrderException that names the first field that is missing or out
	 * of its range
	 */
	public TradeOrder {
		if (orderId != null) {
			FieldRules.orderId(orderId);
		}
		FieldRules.account(account);
		FieldRules.present("action", action);
		FieldRules.present("side", side);
		FieldRules.symbol(symbol);
		quantity = FieldRules.quantity(quantity);
		FieldRules.sequence(sequence);
	}

	/**
	 * The same order under the given id.
	 * @throws MalformedOrderException if the id is not one
	 */
	public TradeOrder withOrderId(String orderId) {
		return new TradeOrder(orderId, this.account, this.action, this.side, this.symbol, this.quantity, this.sequence);
	}

	/** What is to be done with an order. */
	public enum Action {

		/** A new order. */
		PLACE,
		/** A change of an order. */
		AMEND,
		/** The end of an order. */
		CANCEL

	}

	/** Which side of the trade the account takes. */
	public enum Side {

		/** The account buys. */
		BUY,
		/** The account sells. */
		SELL

	}

}
