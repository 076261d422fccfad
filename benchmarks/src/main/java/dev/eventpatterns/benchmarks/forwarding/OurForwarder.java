package dev.eventpatterns.benchmarks.forwarding;

import java.util.Map;

/**
 * The forwarder of the event-forwarding module, as it comes.
 */
final class OurForwarder implements Variant {

	static final String GUARANTEED = "forwarder";

	static final String FIRE_AND_FORGET = "fire-and-forget";

	private final boolean guaranteed;

	OurForwarder(boolean guaranteed) {
		this.guaranteed = guaranteed;
	}

	@Override
	public String name() {
		return this.guaranteed ? GUARANTEED : FIRE_AND_FORGET;
	}

	@Override
	public AutoCloseable start(Route route) {
		return Application.start("forwarder", route.broker(),
				Map.of("event-forwarding.mode", this.guaranteed ? "guaranteed" : "fire-and-forget",
						"event-forwarding.queue.orders", route.source(), "event-forwarding.queue.forwarded",
						route.target()));
	}

	@Override
	public boolean keepsPersistence() {
		return this.guaranteed;
	}

}
