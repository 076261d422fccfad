package dev.eventpatterns.trading.service;

import dev.eventpatterns.trading.TradeOrder;

/**
 * What is done with an order. A bean of this type takes the place of a module's built-in
 * one, which only takes time.
 * <p>
 * It is called by several threads at once; the module says for which orders. An order may
 * come a second time, after a crash or a retry.
 */
@FunctionalInterface
public interface OrderHandler {

	/**
	 * Handles an order. When it returns, the order is acknowledged.
	 * @param order the order; its id is null where its sender gave it none
	 * @throws Exception if it has to be tried again, and after the last retry handed over
	 * to the workflow queue
	 */
	void handle(TradeOrder order) throws Exception;

}
