package dev.eventpatterns.threaddelegate;

import dev.eventpatterns.trading.TradeOrder;

/**
 * What must not run side by side. The modes differ in this one answer and in nothing
 * else: same dispatcher, same delegates.
 */
public enum Mode {

	/** The pattern: events of one account keep their order. */
	DELEGATE {
		@Override
		public String context(TradeOrder order, long arrival) {
			return order.account();
		}
	},

	/** The issue, safe and slow: one context for all, so one event at a time. */
	SINGLE {
		@Override
		public String context(TradeOrder order, long arrival) {
			return "all";
		}
	},

	/** The issue, fast and wrong: a context of its own for each event, so no order. */
	COMPETING {
		@Override
		public String context(TradeOrder order, long arrival) {
			return order.account() + "#" + arrival;
		}
	};

	/**
	 * Tells which events an order has to wait for: those of the same context that came
	 * before it.
	 * @param order the order
	 * @param arrival a number that no other order of this process has
	 * @return the context
	 */
	public abstract String context(TradeOrder order, long arrival);

}
