package dev.eventpatterns.ambulance.consumer;

import dev.eventpatterns.trading.TradeOrder;

/**
 * What is done with an order. A bean of this type takes the place of the built-in one.
 * <p>
 * It is called by several threads at once. An order may come a second time, after a crash
 * or a retry.
 */
@FunctionalInterface
public interface OrderHandler {

	/**
	 * Handles an order. When it returns, the order is acknowledged. For as long as it
	 * does not, it keeps one thread, and no more than that.
	 * @param order the order; its id is null where its sender gave it none
	 * @throws Exception if it has to be tried again, and after the last retry handed over
	 * to the workflow queue
	 */
	void handle(TradeOrder order) throws Exception;

}
