package dev.eventpatterns.houserules.violations.eventforwarding;

import dev.eventpatterns.houserules.violations.trading.MessageTraces;
import dev.eventpatterns.houserules.violations.trading.OrderHandler;

/** Keeps to it. */
public final class HandlesTraced {

	void handle(OrderHandler handler) {
		MessageTraces.handling();
		handler.handle("an order");
	}

}
