package dev.eventpatterns.blueprint.consumer;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.blueprint.BlueprintMeters;
import dev.eventpatterns.blueprint.BlueprintProperties;
import dev.eventpatterns.blueprint.Role;
import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.service.OrderHandler;

/**
 * What is done with an order: it is placed at the exchange, which takes time and may
 * refuse, and applied to the books.
 */
@Component
@Profile(Role.CONSUMER)
class OrderPlacing implements OrderHandler {

	private static final String STANDARD = "standard";

	private final BlueprintProperties properties;

	private final Set<String> symbols;

	private final Books books;

	private final BlueprintMeters meters;

	OrderPlacing(BlueprintProperties properties, Books books, BlueprintMeters meters) {
		this.properties = properties;
		this.symbols = new HashSet<>(properties.symbols());
		this.books = books;
		this.meters = meters;
	}

	@Override
	public void handle(TradeOrder order) throws InterruptedException {
		handle(order, STANDARD);
	}

	/**
	 * Handles an order.
	 * @param lane the lane that it came in
	 * @throws IllegalArgumentException if the exchange refuses it
	 */
	void handle(TradeOrder order, String lane) throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(this.properties.work().toNanos());
		if (!this.symbols.isEmpty() && !this.symbols.contains(order.symbol())) {
			throw new IllegalArgumentException(order.symbol() + " is not listed");
		}
		// Without an id nobody can tell whether it came before.
		TradeOrder identified = (order.orderId() != null) ? order : order.withOrderId(OrderIds.next());
		this.meters.applied(this.books.apply(identified, lane));
	}

}
