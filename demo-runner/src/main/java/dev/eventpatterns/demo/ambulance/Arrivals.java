package dev.eventpatterns.demo.ambulance;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;

/**
 * What comes when: a backlog of standard orders at once, and urgent orders in between,
 * evenly over the time in which all threads together could serve all of them.
 *
 * @param standard the backlog
 * @param urgent the urgent orders
 * @param pause between two urgent orders
 */
record Arrivals(List<TradeOrder> standard, List<TradeOrder> urgent, Duration pause) {

	static final int THREADS = 3;

	static final Duration WORK = Duration.ofMillis(20);

	/** One order in so many is urgent. */
	private static final int URGENT = 10;

	Arrivals {
		standard = List.copyOf(standard);
		urgent = List.copyOf(urgent);
	}

	/**
	 * Arrivals that are the same for the same seed.
	 * @param count of both kinds together
	 */
	static Arrivals of(long seed, int count) {
		TradeOrderGenerator generator = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(seed));
		List<TradeOrder> orders = Stream.generate(generator::next).limit(count).toList();
		int urgent = Math.max(1, count / URGENT);
		return new Arrivals(orders.subList(urgent, count), orders.subList(0, urgent),
				WORK.multipliedBy(URGENT).dividedBy(THREADS));
	}

	Set<String> urgentIds() {
		return this.urgent.stream().map((order) -> String.valueOf(order.orderId())).collect(Collectors.toSet());
	}

	int count() {
		return this.standard.size() + this.urgent.size();
	}

}
