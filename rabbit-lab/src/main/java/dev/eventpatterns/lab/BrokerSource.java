package dev.eventpatterns.lab;

/**
 * One way to get brokers.
 */
interface BrokerSource {

	/**
	 * How the message names it in which nothing worked.
	 */
	String name();

	/**
	 * Starts what the options ask for, completely or not at all.
	 * @throws UnavailableException when this source has nothing to give here; the next
	 * one is tried then
	 */
	RunningBrokers start(LabOptions options) throws UnavailableException;

	/**
	 * A source has nothing to give.
	 */
	final class UnavailableException extends Exception {

		UnavailableException(String reason) {
			super(reason);
		}

	}

}
