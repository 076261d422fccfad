package dev.eventpatterns.demo.forwarding;

import java.time.Duration;

import dev.eventpatterns.demo.DemoOptions;

/**
 * How large a run is.
 *
 * @param layout how the hops are spread over processes
 * @param orders how many orders each way is sent
 * @param kills how often something is killed
 * @param perSecond how many orders a second are sent at most, before clients catch up
 * @param seed makes orders and kills the same again
 */
record Size(Layout layout, int orders, int kills, int perSecond, long seed) {

	private static final int DEMO_ORDERS = 7_000;

	private static final int DEMO_KILLS = 2;

	private static final int FULL_ORDERS = 200_000;

	private static final int FULL_KILLS = 12;

	/** How long the orders between two kills last. */
	private static final Duration BETWEEN_KILLS = Duration.ofMillis(600);

	private static final Duration BETWEEN_KILLS_FULL = Duration.ofSeconds(4);

	static Size of(DemoOptions options) {
		int orders = options.orders().orElse(options.full() ? FULL_ORDERS : DEMO_ORDERS);
		int kills = options.kills().orElse(options.full() ? FULL_KILLS : DEMO_KILLS);
		Duration between = options.full() ? BETWEEN_KILLS_FULL : BETWEEN_KILLS;
		long perSecond = Math.max(100, orders * 1000L / (between.toMillis() * (kills + 1)));
		return new Size(options.full() ? Layout.SEPARATE : Layout.TOGETHER, orders, kills, (int) perSecond,
				options.seed());
	}

}
