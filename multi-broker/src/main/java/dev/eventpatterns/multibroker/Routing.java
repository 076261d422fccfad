package dev.eventpatterns.multibroker;

/** By what the broker of an order is chosen. */
public enum Routing {

	/**
	 * The broker that is likely to confirm soonest: capacity adds up, no order is kept.
	 */
	SPREAD,

	/** The broker of the order's account: the order within an account is kept. */
	BY_CONTEXT

}
