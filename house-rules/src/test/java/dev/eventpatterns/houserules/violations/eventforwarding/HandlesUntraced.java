package dev.eventpatterns.houserules.violations.eventforwarding;

import dev.eventpatterns.houserules.violations.trading.OrderHandler;

/** Breaks: handling an order is traced. */
public final class HandlesUntraced {

	void handle(OrderHandler handler) {
		handler.handle("an order");
	}

}
