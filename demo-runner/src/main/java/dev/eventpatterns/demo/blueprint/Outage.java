package dev.eventpatterns.demo.blueprint;

import dev.eventpatterns.lab.Broker;

/** A way to lose the broker for a moment. */
@FunctionalInterface
interface Outage {

	/**
	 * Loses it, and returns when it is there again.
	 * @throws InterruptedException if interrupted while it is away
	 */
	void strike() throws InterruptedException;

	/** Kills a broker of our own, and starts it again on its data. */
	static Outage killing(Broker broker) {
		return () -> {
			broker.kill();
			Thread.sleep(500);
			broker.restart();
		};
	}

}
