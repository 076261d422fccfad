package dev.eventpatterns.producercontrolflow;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.eventpatterns.trading.TradeOrder;

/**
 * Orders on their way from callers to the queue, in their order, bounded. Callers put,
 * any number of them; one sender reads ahead and removes what the broker has confirmed.
 */
public interface OrderBuffer extends Closeable {

	/**
	 * Takes orders over, all or none. When it returns they are safe: the broker has
	 * confirmed them, or they are on disk.
	 * @param orders the orders
	 * @throws BufferFullException if there was no room; none will be sent
	 * @throws UnconfirmedException if they were taken, and it is not known in time
	 * whether the broker has them; some may be sent
	 * @throws IOException if the disk refuses
	 * @throws InterruptedException if interrupted while waiting; some may be sent
	 */
	void put(List<TradeOrder> orders)
			throws BufferFullException, UnconfirmedException, IOException, InterruptedException;

	/**
	 * Waits for an order to send.
	 * @param patience how long
	 * @return whether there is one
	 * @throws InterruptedException if interrupted while waiting
	 */
	boolean await(Duration patience) throws InterruptedException;

	/**
	 * The oldest orders, which stay where they are.
	 * @param most how many at the most
	 * @return the orders, none if there is none
	 * @throws IOException if the disk refuses
	 */
	List<TradeOrder> peek(int most) throws IOException;

	/**
	 * Forgets the oldest orders: the broker has them.
	 * @param count how many, of those that were read last
	 * @throws IOException if the disk refuses; they will be sent again then
	 */
	void remove(int count) throws IOException;

	/** How many orders wait, with those of callers that wait for room. */
	int backlog();

	/** The part of the bound that is used, 0 to 1. */
	double fill();

}
