package dev.eventpatterns.trading;

import java.math.BigDecimal;

import dev.eventpatterns.trading.TradeOrder.Action;

/**
 * The four forms in which an order travels. A reader takes all of them
 * ({@link TradeOrderParser}); a writer chooses one. The text forms carry no order id:
 * whoever reads them gets an unidentified order.
 */
public enum WireForm {

	/**
	 * One JSON object, which carries everything; an order without an id has no field
	 * {@code orderId}.
	 */
	JSON("application/json") {
		@Override
		void append(StringBuilder text, TradeOrder order) {
			// No field can hold a character that JSON would want escaped.
			text.append('{');
			if (order.orderId() != null) {
				text.append("\"orderId\":\"").append(order.orderId()).append("\",");
			}
			text.append("\"account\":\"").append(order.account());
			text.append("\",\"action\":\"").append(order.action());
			text.append("\",\"side\":\"").append(order.side());
			text.append("\",\"symbol\":\"").append(order.symbol());
			text.append("\",\"quantity\":").append(order.quantity().toPlainString());
			text.append(",\"sequence\":").append(order.sequence()).append('}');
		}
	},

	/**
	 * {@code PLACE SELL GOOG A-136 2,000,000.00}: action, side, symbol, account, amount.
	 * Carries neither order id nor sequence.
	 */
	ACTION_FIRST("text/plain") {
		@Override
		void append(StringBuilder text, TradeOrder order) {
			text.append(order.action()).append(' ').append(order.side()).append(' ');
			text.append(order.symbol()).append(' ').append(order.account()).append(' ');
			appendGrouped(text, order.quantity());
		}
	},

	/**
	 * {@code (1) B-123,SELL,AAPL,206 SHARES}: sequence, account, side, symbol, shares.
	 * Carries no order id; the action is always {@code PLACE} and the sequence at least
	 * 1.
	 */
	NUMBERED("text/plain") {
		@Override
		public boolean carries(TradeOrder order) {
			return order.action() == Action.PLACE && order.sequence() > 0;
		}

		@Override
		void append(StringBuilder text, TradeOrder order) {
			text.append('(').append(order.sequence()).append(") ").append(order.account()).append(',');
			text.append(order.side()).append(',').append(order.symbol()).append(',');
			text.append(order.quantity().toPlainString()).append(" SHARES");
		}
	},

	/**
	 * {@code BUY,AAPL,206}: side, symbol, number. Carries neither order id nor sequence;
	 * the action is always {@code PLACE} and the account {@value #HOUSE_ACCOUNT}.
	 */
	HOUSE("text/plain") {
		@Override
		public boolean carries(TradeOrder order) {
			return order.action() == Action.PLACE && order.account().equals(HOUSE_ACCOUNT);
		}

		@Override
		void append(StringBuilder text, TradeOrder order) {
			text.append(order.side()).append(',').append(order.symbol()).append(',');
			text.append(order.quantity().toPlainString());
		}
	};

	/** The account of an order that came in the form {@link #HOUSE}. */
	public static final String HOUSE_ACCOUNT = "HOUSE";

	private final String contentType;

	WireForm(String contentType) {
		this.contentType = contentType;
	}

	/** The content type to send this form with. */
	public String contentType() {
		return this.contentType;
	}

	/**
	 * Whether a reader of this form would do what the order says. An order id or sequence
	 * that gets lost does not count; an account or action that would turn into another
	 * one does.
	 */
	public boolean carries(TradeOrder order) {
		return true;
	}

	/**
	 * The order in this form, without a line end.
	 * @throws IllegalArgumentException if this form does not {@linkplain #carries carry}
	 * the order: a cancellation must not come out as a new order
	 */
	public String write(TradeOrder order) {
		if (!carries(order)) {
			throw new IllegalArgumentException("The form " + this + " cannot carry the order " + order
					+ "; ask carries(order) first, or write JSON, which carries every order");
		}
		StringBuilder text = new StringBuilder(192);
		append(text, order);
		return text.toString();
	}

	abstract void append(StringBuilder text, TradeOrder order);

	private static void appendGrouped(StringBuilder text, BigDecimal quantity) {
		String plain = quantity.toPlainString();
		int point = plain.indexOf('.');
		int digits = (point < 0) ? plain.length() : point;
		for (int i = 0; i < digits; i++) {
			if (i > 0 && (digits - i) % 3 == 0) {
				text.append(',');
			}
			text.append(plain.charAt(i));
		}
		text.append(plain, digits, plain.length());
	}

}
