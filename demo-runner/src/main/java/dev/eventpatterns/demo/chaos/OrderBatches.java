package dev.eventpatterns.demo.chaos;

import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.WireForm;
import org.jspecify.annotations.Nullable;

/**
 * A number of generated orders, cut into requests. Safe for use by several threads.
 */
public final class OrderBatches {

	private final TradeOrderGenerator generator;

	private final int size;

	private int left;

	/**
	 * Prepares orders.
	 * @param seed the same seed gives the same orders
	 * @param orders how many in all
	 * @param size the most in one request
	 */
	public OrderBatches(long seed, int orders, int size) {
		this.generator = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(seed));
		this.left = orders;
		this.size = size;
	}

	/**
	 * The next request.
	 * @return null when all orders are handed out
	 */
	public synchronized @Nullable Batch next() {
		if (this.left == 0) {
			return null;
		}
		List<String> ids = new ArrayList<>();
		StringBuilder json = new StringBuilder("[");
		while (ids.size() < this.size && this.left > 0) {
			TradeOrder order = this.generator.next();
			json.append(ids.isEmpty() ? "" : ",").append(WireForm.JSON.write(order));
			ids.add(String.valueOf(order.orderId()));
			this.left--;
		}
		return new Batch(List.copyOf(ids), json.append("]").toString());
	}

	/**
	 * The orders of one request.
	 *
	 * @param orderIds their ids
	 * @param json the request's body
	 */
	public record Batch(List<String> orderIds, String json) {
	}

}
