package dev.eventpatterns.demo.blueprint;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrder.Action;
import dev.eventpatterns.trading.TradeOrder.Side;

/**
 * Makes orders whose sequence has no gap within an account. Used by one thread for each
 * kind of account.
 */
final class Orders {

	/** What is listed at the exchange. */
	static final List<String> LISTED = List.of("AAPL", "AMZN", "GOOG", "IBM", "META", "MSFT", "NVDA", "ORCL", "SAP",
			"TSLA");

	private static final int ACCOUNTS = 120;

	private final String prefix;

	private final Random random;

	private final Map<String, Long> sequences = new HashMap<>();

	Orders(String prefix, long seed) {
		this.prefix = prefix;
		this.random = new Random(seed);
	}

	/** Orders of any account. */
	List<TradeOrder> some(int count) {
		List<TradeOrder> some = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			some.add(of(this.prefix + "-" + (1 + this.random.nextInt(ACCOUNTS))));
		}
		return some;
	}

	/** An order of one account, for what is listed. */
	TradeOrder of(String account) {
		return of(account, LISTED.get(this.random.nextInt(LISTED.size())));
	}

	TradeOrder of(String account, String symbol) {
		return new TradeOrder(OrderIds.next(), account, Action.PLACE, this.random.nextBoolean() ? Side.BUY : Side.SELL,
				symbol, BigDecimal.valueOf(1 + this.random.nextInt(100_000), 2),
				this.sequences.merge(account, 1L, Long::sum));
	}

}
