package dev.eventpatterns.benchmarks.delegate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.OrderTopology;

/** One way to handle orders side by side and in order per account. */
interface Contender {

	/** What a consumer holds at the most, of each queue. */
	int PREFETCH = 1000;

	/** How it is called in tables. */
	String name();

	/** The queues it wants, in the order of {@link #queueOf}. */
	List<String> queues();

	/** Into which of the queues an account's orders go. */
	default int queueOf(String account) {
		return 0;
	}

	/**
	 * Starts to handle orders from full queues.
	 * @param workers how many orders at once, where that can be chosen
	 * @param work what is done with an order
	 * @return ends it, and returns when nothing is consumed any more
	 */
	AutoCloseable start(Broker broker, int workers, Consumer<TradeOrder> work) throws Exception;

	/** The arguments of a queue for orders with a single active consumer. */
	static Map<String, Object> queueArguments(String queue) {
		Map<String, Object> arguments = new HashMap<>(OrderTopology.orderQueue(queue).getArguments());
		arguments.put("x-single-active-consumer", true);
		return arguments;
	}

}
