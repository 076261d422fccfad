package dev.eventpatterns.multibroker;

/** Asks for fences. */
@FunctionalInterface
public interface FenceRequests {

	/**
	 * Puts a fence into a broker's queue as soon as that can be reached. Must not wait.
	 * @param broker the broker
	 * @param context whose older orders are waited for
	 * @param before the position of the order that waits
	 */
	void ask(String broker, String context, long before);

}
