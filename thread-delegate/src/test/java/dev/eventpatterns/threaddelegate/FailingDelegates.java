package dev.eventpatterns.threaddelegate;

import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;

import dev.eventpatterns.trading.service.OrderHandler;

/** The application, as a process of its own, with orders that cannot be handled. */
final class FailingDelegates {

	/** Orders for this symbol fail. */
	static final String FAIL = "FAIL";

	public static void main(String[] args) {
		SpringApplication.run(new Class<?>[] { ThreadDelegateApplication.class, FailingDelegates.class }, args);
	}

	@Bean
	OrderHandler handler() {
		return (order) -> {
			if (order.symbol().equals(FAIL)) {
				throw new IllegalStateException("cannot place " + order.orderId());
			}
		};
	}

}
