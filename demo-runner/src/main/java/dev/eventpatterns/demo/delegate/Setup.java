package dev.eventpatterns.demo.delegate;

import java.util.List;

/**
 * A way to run consumers, put to the proof of order.
 *
 * @param name how it is called in tables; also names its virtual host
 * @param consumers how many consumer processes run at a time
 * @param exchange where orders are published, the default exchange if empty
 * @param routingKey the routing key of an order's message, the account's name where empty
 * @param arguments the consumers' own properties
 * @param keepsOrder whether it promises the order
 */
record Setup(String name, int consumers, String exchange, String routingKey, List<String> arguments,
		boolean keepsOrder) {

	/** What the broker shares orders out to instances with. */
	static final String PLUGIN = "rabbitmq_sharding";

	private static final String ORDERS = "thread-delegate.orders";

	/** The pattern: one consumer with delegates. */
	static final Setup DELEGATE = new Setup("thread delegate", 1, "", ORDERS,
			List.of("--thread-delegate.mode=delegate"), true);

	/** The issue: as many threads, each of which takes the next order. */
	static final Setup COMPETING = new Setup("competing consumers", 1, "", ORDERS,
			List.of("--thread-delegate.mode=competing"), false);

	/** The pattern on several instances, each of which serves some of the queues. */
	static final Setup PARTITIONED = new Setup("3 instances", 3, "thread-delegate.partitioned", "",
			List.of("--thread-delegate.mode=delegate", "--thread-delegate.partitions=6",
					"--thread-delegate.partition-hash=modulus", "--thread-delegate.sidings=2"),
			true);

	static final List<Setup> ALL = List.of(COMPETING, DELEGATE, PARTITIONED);

	Setup {
		arguments = List.copyOf(arguments);
	}

	String virtualHost() {
		return "proof-" + this.name.replace(' ', '-');
	}

	/** By what the broker routes an account's orders. */
	String routingKey(String account) {
		return this.routingKey.isEmpty() ? account : this.routingKey;
	}

}
